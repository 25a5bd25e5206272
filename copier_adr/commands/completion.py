"""`completion`: what a shell needs to complete this program's commands, options and record numbers."""

from __future__ import annotations

from ..log.messages import out
from ..program import ADR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .table import Command


class CompletionCall:
    """What `completion` was called with; `commands` are those of this program."""

    shell: str
    commands: dict[str, Command]


def cmd_completion(call: CompletionCall) -> int:
    out(SHELLS[call.shell](call.commands), made=True)
    return 0


def options_of(command: Command) -> list[str]:
    """The command's options, the long one of each."""
    named = [[name for name in names if name[0] == "-"] for names, _ in command.arguments]
    return ["--help", *(max(names, key=len) for names in named if names)]


def takes_a_record(command: Command) -> bool:
    """Whether a word of its call names a record."""
    return any(how.get("metavar") in ("N", "OLD", "TARGET") for _, how in command.arguments)


def choices_of(command: Command) -> list[str]:
    """The words that a command without options may be called with."""
    return [word for names, how in command.arguments if names[0][0] != "-" for word in how.get("choices", ())]


def chosen_by(commands: dict[str, Command]) -> list[tuple[str, str, str]]:
    """(command, option, the words that the option takes) of all options that take some words alone."""
    return [
        (name, option, " ".join(how["choices"]))
        for name, command in commands.items()
        for names, how in command.arguments
        for option in names
        if option[0] == "-" and "choices" in how
    ]


def words_of(command: Command) -> str:
    return " ".join([*choices_of(command), *options_of(command)])


NUMBERS = f"$({ADR} list 2>/dev/null | cut -d ' ' -f 1)"


def for_bash(commands: dict[str, Command]) -> str:
    """To be sourced, or a file in bash-completion's folder."""
    names = " ".join([*commands, "help"])
    cases = []
    for name, command in commands.items():
        more = f" {NUMBERS}" if takes_a_record(command) else ""
        cases.append(f'    {name}) words="{words_of(command)}{more}" ;;')
    lines = "\n".join(cases)
    after = "\n".join(f'    {name}:{option}) words="{words}" ;;' for name, option, words in chosen_by(commands))
    return f"""\
# Completion of {ADR} for bash: source <({ADR} completion bash)
_adr() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} word command="" words
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in {"|".join(commands)}|help) command=$word; break ;; esac
    done
    case $command in
    "") words="{names} --dir --help --version" ;;
    help) words="{names}" ;;
{lines}
    esac
    case $command:${{COMP_WORDS[COMP_CWORD-1]}} in
{after}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    [ ${{#COMPREPLY[@]}} -gt 0 ] || COMPREPLY=($(compgen -f -- "$cur"))
}}
complete -F _adr {ADR}
"""


def for_zsh(commands: dict[str, Command]) -> str:
    """To be sourced after compinit, or a file `_adr` in a folder of fpath."""
    told = "\n".join(f"        '{name}:{_quoted(command.text)}'" for name, command in commands.items())
    cases = []
    for name, command in commands.items():
        more = f' ${{(f)"{NUMBERS}"}}' if takes_a_record(command) else ""
        cases.append(f"    {name}) compadd -- {words_of(command)}{more}; _files ;;")
    lines = "\n".join(cases)
    after = "\n".join(
        f"    {name}:{option}) compadd -- {words}; return ;;" for name, option, words in chosen_by(commands)
    )
    return f"""\
#compdef {ADR}
# Completion of {ADR} for zsh: source <({ADR} completion zsh)
_adr() {{
    local -a commands
    commands=(
{told}
        'help:show what a command takes'
    )
    local at=2
    while [[ $words[at] == --dir && at -lt CURRENT ]]; do (( at += 2 )); done
    if (( at > CURRENT )); then
        _files -/
        return
    fi
    if (( CURRENT == at )); then
        _describe command commands
        compadd -- --dir --help --version
        return
    fi
    case $words[at]:$words[CURRENT-1] in
{after}
    esac
    case $words[at] in
    help) _describe command commands ;;
{lines}
    *) _files ;;
    esac
}}
if [ "${{funcstack[1]}}" = _adr ]; then _adr "$@"; else compdef _adr {ADR}; fi
"""


def for_fish(commands: dict[str, Command]) -> str:
    """To be sourced, or a file in fish's folder of completions."""
    lines = [f"# Completion of {ADR} for fish: {ADR} completion fish | source"]
    first = f"complete -c {ADR} -n __fish_use_subcommand"
    lines += [f"{first} -f -a {name} -d '{_quoted(command.text)}'" for name, command in commands.items()]
    lines += [f"{first} -f -a help -d 'show what a command takes'", f"{first} -l dir -r", f"{first} -l version"]
    for name, command in commands.items():
        seen = f"complete -c {ADR} -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{seen} -l {option[2:]}" for option in options_of(command) if option[:2] == "--"]
        lines += [f"{seen} -f -a {word}" for word in choices_of(command)]
        chosen = [(option, words) for at, option, words in chosen_by(commands) if at == name and option[:2] == "--"]
        lines += [f"{seen} -x -l {option[2:]} -a '{words}'" for option, words in chosen]
        if takes_a_record(command):
            lines.append(f"{seen} -a '({ADR} list 2>/dev/null | string split -f 1 \" \")'")
    lines.append(f"complete -c {ADR} -n '__fish_seen_subcommand_from help' -f -a '{' '.join(commands)}'")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return text.replace("'", "’").replace(":", " ")


SHELLS = {"bash": for_bash, "zsh": for_zsh, "fish": for_fish}
