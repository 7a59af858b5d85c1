# Completions of partner-eval for fish. The program itself says what can stand at the cursor.
function __partner_eval_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (command partner-eval complete fish -- (count $before) $before "$current" 2> /dev/null)
    # What the shell adds, and what stands before the value in the same word.
    set -l first (string split \t -- $lines[1])
    set -e lines[1]
    string join \n -- $lines
    if test "$first[1]" = files
        set -l start (math 1 + (string length -- "$first[2]"))
        for path in (__fish_complete_path (string sub -s $start -- "$current"))
            printf '%s%s\n' "$first[2]" $path
        end
    end
end

complete -c partner-eval -f -a '(__partner_eval_complete)'
