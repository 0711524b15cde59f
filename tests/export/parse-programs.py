"""Parses generated programs without running them: `python3 parse-programs.py FOLDER COUNT` reads FOLDER/0.py, 1.py, ….

Writes one line of JSON for each: null, or what Python says is wrong. Needs nothing but Python itself.
"""

import json
import sys
from pathlib import Path

folder, count = Path(sys.argv[1]), int(sys.argv[2])
for at in range(count):
    try:
        compile((folder / f"{at}.py").read_text(encoding="utf-8"), f"{at}.py", "exec", dont_inherit=True)
        print("null")
    except SyntaxError as error:
        print(json.dumps(str(error)))
