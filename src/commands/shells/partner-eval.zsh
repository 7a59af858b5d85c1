#compdef partner-eval
# Completions of partner-eval for zsh. The program itself says what can stand at the cursor.
_partner_eval() {
    local line kind prefix
    local -a lines values shown
    lines=("${(@f)$(command partner-eval complete zsh -- "$((CURRENT - 1))" "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" \
        "${(@Q)words[CURRENT+1,-1]}" 2> /dev/null)}")
    kind=${lines[1]%%$'\t'*}
    prefix=${lines[1]#*$'\t'}
    shift lines
    for line in $lines; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    compset -P "${(b)prefix}"
    if [[ $kind == part ]]; then
        compadd -S '' -a values
    elif [[ "$lines" == *$'\t'* ]]; then
        compadd -l -d shown -a values
    elif (( $#values )); then
        compadd -a values
    fi
    [[ $kind == files ]] && _files
}

if [[ $funcstack[1] == _partner_eval ]]; then
    _partner_eval "$@"
else
    compdef _partner_eval partner-eval
fi
