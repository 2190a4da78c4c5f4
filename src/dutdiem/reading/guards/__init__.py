"""What must not come in: documents that bear a secrecy marking, and numbers that identify private people."""

from dutdiem.reading.guards.personal import PersonalNumbers, Place, check_personal_numbers
from dutdiem.reading.guards.secrecy import bears_marking, check_name, check_secrecy

__all__ = ["PersonalNumbers", "Place", "bears_marking", "check_name", "check_personal_numbers", "check_secrecy"]
