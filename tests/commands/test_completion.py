"""What a shell is told of the commands; tests/adr/test_commands.py asks real shells."""

import pytest

from tests.adr.logs import adr_py, command

LINES = {
    "bash": [
        '    completion) words="bash zsh fish --help" ;;',
        '    stats) words="--help" ;;',
        "    show) words=\"--help $(adr.py list 2>/dev/null | cut -d ' ' -f 1)\" ;;",
        '    new) words="--help --status --number --supersede --link --from-issue --edit --no-edit'
        " $(adr.py list 2>/dev/null | cut -d ' ' -f 1)\" ;;",
        '    list:--sort) words="number date title status" ;;',
        '    graph:--format) words="mermaid dot adr-tools" ;;',
        '    check:--format) words="text json github sarif gitlab" ;;',
        "complete -F _adr adr.py",
    ],
    "zsh": [
        "#compdef adr.py",
        "        'show:print a record'",
        "        'status:set a record’s status'",
        "        'help:show what a command takes'",
        "    completion) compadd -- bash zsh fish --help; _files ;;",
        "    stats) compadd -- --help; _files ;;",
        "    show) compadd -- --help ${(f)\"$(adr.py list 2>/dev/null | cut -d ' ' -f 1)\"}; _files ;;",
        "    list:--sort) compadd -- number date title status; return ;;",
        'if [ "${funcstack[1]}" = _adr ]; then _adr "$@"; else compdef _adr adr.py; fi',
    ],
    "fish": [
        "complete -c adr.py -n __fish_use_subcommand -f -a show -d 'print a record'",
        "complete -c adr.py -n __fish_use_subcommand -f -a status -d 'set a record’s status'",
        "complete -c adr.py -n __fish_use_subcommand -l dir -r",
        "complete -c adr.py -n '__fish_seen_subcommand_from completion' -f -a zsh",
        "complete -c adr.py -n '__fish_seen_subcommand_from list' -l since",
        "complete -c adr.py -n '__fish_seen_subcommand_from list' -x -l sort -a 'number date title status'",
        "complete -c adr.py -n '__fish_seen_subcommand_from show'"
        " -a '(adr.py list 2>/dev/null | string split -f 1 \" \")'",
    ],
}
NO_LINES = {
    "bash": ['    graph:-p) words="', '    stats) words="--help $('],
    "zsh": ["    stats) compadd -- --help $", "    graph:-p) "],
    "fish": [
        "complete -c adr.py -n '__fish_seen_subcommand_from list' -f -a number",
        "complete -c adr.py -n '__fish_seen_subcommand_from stats' -f -a",
        "complete -c adr.py -n '__fish_seen_subcommand_from new' -l s\n",
    ],
}


@pytest.mark.parametrize("shell", list(LINES))
def test_a_shell_completes_commands_options_and_numbers(shell: str) -> None:
    said = command("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert [line for line in LINES[shell] if line not in said.out.splitlines()] == []
    assert [text for text in NO_LINES[shell] if text in said.out] == []
    assert all(name in said.out for name in adr_py.COMMANDS)


def test_a_long_name_makes_no_other_line_of_the_overview_longer() -> None:
    names = adr_py.COMMANDS
    longer = {**names, "a-name-of-18-signs": adr_py.Command("log", "do much", "a-name-of-18-signs")}
    usual, more = (adr_py.overview("adr", commands).splitlines() for commands in (names, longer))
    assert set(usual) < set(more)
    wide = max(len(command.text) for command in names.values())
    assert set(more) - set(usual) == {f"  a-name-of-18-signs  {'do much':{wide}}  a-name-of-18-signs"}
