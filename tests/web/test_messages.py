"""Every text of the pages has its English, and the compiled catalogue is the one of the sources."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_text_has_english_and_the_compiled_catalogue_is_up_to_date():
    done = subprocess.run(
        [sys.executable, ROOT / "script" / "messages", "--check"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
