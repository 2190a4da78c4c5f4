"""Every write of this stage: accounts, roles, deputies, passwords, second factors."""

from dutdiem.access.actions.accounts import close_account, describe_account, open_account, reopen_account
from dutdiem.access.actions.deputies import appoint_deputy, end_deputy
from dutdiem.access.actions.factors import factor_noted, remove_factors
from dutdiem.access.actions.handing import hand_over
from dutdiem.access.actions.imports import Issued, import_accounts
from dutdiem.access.actions.passwords import change_password, issue_password
from dutdiem.access.actions.roles import give_role, revoke_role

__all__ = [
    "Issued",
    "appoint_deputy",
    "change_password",
    "close_account",
    "describe_account",
    "end_deputy",
    "factor_noted",
    "give_role",
    "hand_over",
    "import_accounts",
    "issue_password",
    "open_account",
    "remove_factors",
    "reopen_account",
    "revoke_role",
]
