# Completions of partner-eval for bash. The program itself says what can stand at the cursor.
_partner_eval() {
    local IFS=$'\n' kind word
    COMPREPLY=()
    {
        read -r kind
        while read -r word; do
            COMPREPLY+=("$word")
        done
    } < <(command partner-eval complete bash -- "${COMP_LINE:0:COMP_POINT}" "${COMP_LINE:COMP_POINT}" "$2" 2> /dev/null)
    case $kind in
        # Files are the default where nothing else can stand.
        files)
            if [[ ${#COMPREPLY[@]} -gt 0 ]]; then
                COMPREPLY+=($(compgen -f -- "$2"))
                compopt -o filenames
            fi
            ;;
        part) compopt -o nospace ;;
        *) compopt +o bashdefault +o default ;;
    esac
}

complete -o bashdefault -o default -F _partner_eval partner-eval
