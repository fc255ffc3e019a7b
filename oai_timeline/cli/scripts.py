"""The shell scripts that complete a command line; they replace Typer's.

Typer's let zsh evaluate text from a timeline file, offer nothing at zsh's first tab, run the
program twice in fish, and don't support `--by=NAME` or a name with a space. These read the lines of
`value TAB description` that Typer writes for fish, and evaluate none of them.
"""

import os

from typer import _completion_classes, _completion_shared
from typer._click.shell_completion import split_arg_string

_BASH = r"""
%(complete_func)s() {
    local typed=${COMP_LINE:0:COMP_POINT} breaks=${COMP_WORDBREAKS//[^:=@]/}
    local word= option= quote= opened=0 kept=0 character value i
    # Read the word as the shell does. `kept`: how much of it readline takes for earlier words.
    for ((i = 0; i < ${#typed}; i++)); do
        character=${typed:i:1}
        if [[ $character == "$quote" ]]; then
            quote=
        elif [[ $character == \\ && $quote != \' ]]; then
            word+=${typed:(++i):1}
        elif [[ -n $quote ]]; then
            word+=$character
        elif [[ $character == [\"\'] ]]; then
            quote=$character opened=${#word}
        elif [[ $character == [[:space:]] ]]; then
            word= kept=0
        else
            [[ $character == @ && $breaks == *@* ]] && kept=${#word}
            word+=$character
            [[ $character == [:=] && $breaks == *"$character"* ]] && kept=${#word}
        fi
    done
    [[ -n $quote ]] && kept=$opened
    [[ $word == --*=* ]] && option=${word%%%%=*}=
    COMPREPLY=()
    while IFS=$'\t' read -r value _; do
        [[ -n $value ]] || continue
        value=$option$value
        value=${value:kept}
        if [[ -n $quote ]]; then
            [[ $quote$value == \"*[\"\$\`]* || $quote$value == \'*\'* ]] && continue
        else
            printf -v value %%q "$value"
        fi
        COMPREPLY+=("$value")
    done < <(
        _TYPER_COMPLETE_ARGS=$typed _TYPER_COMPLETE_FISH_ACTION=get-args \
            %(autocomplete_var)s=complete_fish "$1" 2>/dev/null </dev/null
    )
}

complete -o default -F %(complete_func)s %(prog_name)s
"""
_ZSH = """
#compdef %(prog_name)s

%(complete_func)s() {
  local line value
  local -a found
  for line in "${(@f)$(
    _TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" _TYPER_COMPLETE_FISH_ACTION=get-args \\
      %(autocomplete_var)s=complete_fish "$words[1]" 2>/dev/null </dev/null
  )}"; do
    [[ -n $line ]] || continue
    value=${line%%%%$'\\t'*}
    found+=("${value//:/\\\\:}${${line#$value}/#$'\\t'/:}")
  done
  [[ $PREFIX == --*=* ]] && compset -P 1 '*='
  if (( $#found )); then
    _describe -V %(prog_name)s found
  else
    _files
  fi
}

if [[ $funcstack[1] == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
"""
_FISH = """
function %(complete_func)s
    set -l option (commandline -ct | string match --regex -- '^--[^=]+=')
    set -l found (
        env _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) \\
            _TYPER_COMPLETE_FISH_ACTION=get-args %(autocomplete_var)s=complete_fish \\
            %(prog_name)s 2>/dev/null </dev/null | string match --regex '.+'
    )
    if set -q found[1]
        printf '%%s\\n' "$option"$found
    else
        __fish_complete_path (commandline -ct)
    end
end

complete --command %(prog_name)s --no-files --arguments '(%(complete_func)s)'
"""


def replace_scripts_of_typer() -> None:
    """Replace the scripts that --install-completion and --show-completion write."""
    setattr(_completion_classes.FishComplete, "get_completion_args", _split_line)  # noqa: B010
    _completion_shared._completion_scripts.update(bash=_BASH, zsh=_ZSH, fish=_FISH)  # noqa: SLF001
    # Typer would import Rich to remove markup from descriptions; ours have none.
    _completion_classes._sanitize_help_text = lambda text: text  # noqa: SLF001


def _split_line(_: _completion_classes.FishComplete) -> tuple[list[str], str]:
    """Split the typed line into its words and the one to complete.

    Typer would begin a new word at each space at the end, even at a quoted one.
    """
    mark = "."
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    *words, last = split_arg_string(line + mark)
    return words[1:], last.removesuffix(mark)
