"""Old DOC ([MS-DOC], Word 97 to 2003) read from its piece table.

All of its text is there: the main story, notes, headers, text boxes. Converters such as antiword pass headers and text
boxes over, and a marking may stand in them; so none is needed.
"""

from dutdiem.reading.files.word97.document import open_doc

__all__ = ["open_doc"]
