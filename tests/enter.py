"""Run a command at a terminal of its own and press Enter at every question of Copier's.

    python enter.py COMMAND…

What it prints goes to standard output, with the number of questions at the end; its exit code is the command's.
"""

import os
import re
import select
import sys

# Copier's questions begin with this; a redrawn one is the same question.
QUESTION = re.compile("🎤.*?([A-Z][^\x1b\r\n]*\\?)".encode())
WHERE_IS_THE_CURSOR, HERE = b"\x1b[6n", b"\x1b[1;1R"
QUIET = 0.1  # seconds without output: the question stands


def main() -> int:
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - the caller's command
    shown, answered = b"", 0
    while True:
        if not select.select([terminal], [], [], QUIET)[0]:
            if len(dict.fromkeys(QUESTION.findall(shown))) > answered:
                os.write(terminal, b"\r")
                answered += 1
            continue
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # how Linux says that the other end is closed
            piece = b""
        if not piece:
            break
        if WHERE_IS_THE_CURSOR in piece:
            os.write(terminal, HERE)
        shown += piece
    text = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", shown).replace(b"\r\n", b"\n")
    sys.stdout.buffer.write(text)
    if answered:
        print(f"\n({answered} questions, and Enter pressed at each)")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    raise SystemExit(main())
