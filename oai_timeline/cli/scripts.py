"""What a shell runs to complete a line: scripts that take the place of Typer's.

Theirs let zsh evaluate what a timeline file says, leave its first tab without an answer, run the
program twice under fish, and know neither `--by=NAME` nor a name with a space. Ours all ask for
what Typer gives to fish, lines of `value TAB description`, and evaluate none of it.
"""

import os

from typer import _completion_classes, _completion_shared

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


def replace_those_of_typer() -> None:
    """Have --install-completion and --show-completion write these; and be quick to answer them."""
    setattr(_completion_classes.FishComplete, "get_completion_args", _split_line)  # noqa: B010
    _completion_shared._completion_scripts.update(bash=_BASH, zsh=_ZSH, fish=_FISH)  # noqa: SLF001
    # Typer takes markup out of descriptions, with all of Rich; ours have none.
    _completion_classes._sanitize_help_text = lambda text: text  # noqa: SLF001


def _split_line(_: _completion_classes.FishComplete) -> tuple[list[str], str]:
    """Split the line that is typed into its words and the one to complete.

    Typer takes each space at the end for the beginning of a new word, also a quoted one.
    """
    mark = "."
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    split = _completion_classes.click_split_arg_string  # type: ignore[attr-defined]
    *words, last = split(line + mark)
    return words[1:], last.removesuffix(mark)
