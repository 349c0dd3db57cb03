# bash completion for aisdesk. It needs nothing but bash.

# __aisdesk_quoted writes a value as it stands on a command line: within the open quote $2, or with escapes outside of one.
__aisdesk_quoted()
{
    case $2 in
    \') REPLY=$1 ;;
    \") REPLY=${1//\\/\\\\} REPLY=${REPLY//\"/\\\"} REPLY=${REPLY//\$/\\\$} REPLY=${REPLY//\`/\\\`} ;;
    *) printf -v REPLY %q "$1"; [[ -n $1 ]] || REPLY=; REPLY=${REPLY//\\,/,} ;;
    esac
}

__start_aisdesk()
{
    # Where the word under the cursor begins, and the part of it that bash puts something else for.
    local line=${COMP_LINE:0:COMP_POINT} quote= start=0 part=0 i c
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        case $quote$c in
        \\|\"\\) ((i++)) ;;
        \'\'|\"\") quote= part=$((i + 1)) ;;
        \'|\") quote=$c part=$((i + 1)) ;;
        [\;\|\&\<\>\(\)]) return ;; # nothing of what stands there is run
        [[:blank:]]) start=$((i + 1)) part=$start ;;
        ?) [[ $COMP_WORDBREAKS == *"$c"* ]] && part=$((i + 1)) ;;
        esac
    done
    [[ $line == *'$('* || $line == *'`'* ]] && return
    local head=${line:0:start} word before out directive
    eval "word=${line:start}$quote before=${line:start:part-start}$quote" 2>/dev/null || return
    local name=${head%%[[:blank:]]*}
    out=$(eval "$name __complete ${head#"$name"} \"\$word\"" 2>/dev/null) || return
    directive=${out##*:} out=${out%:*}
    ((directive & 1)) && return
    ((directive & 2)) && compopt -o nospace
    ((directive & 4)) && compopt +o default

    # The values that begin with the word; behind --flag= the program names the value alone.
    local flag= value common= all=() about=() longest=0
    [[ $word == -*=* ]] && flag=${word%%=*}=
    while IFS= read -r c; do
        value=$flag${c%%$'\t'*}
        [[ -n $c && $value == "$word"* ]] || continue
        all+=("$value") about+=("${c:${#value}-${#flag}+1}")
        ((${#all[@]} == 1)) && common=$value
        while [[ $value != "$common"* ]]; do common=${common%?}; done
        ((${#value} > longest)) && longest=${#value}
    done <<< "$out"
    ((${#all[@]})) || return
    if [[ ${#all[@]} -gt 1 && $common != "$word" && $COMP_TYPE != 37 ]]; then # what they have in common comes first
        all=("$common") about=()
        compopt -o nospace
    fi
    for ((i = 0; i < ${#all[@]}; i++)); do
        __aisdesk_quoted "${all[i]#"$before"}" "$quote"
        if [[ ${#all[@]} -gt 1 && -n ${about[i]} && $COMP_TYPE == @(63|33|64) ]]; then # a list, not a replacement
            printf -v c "%$((longest - ${#all[i]}))s  (%s)" '' "${about[i]}"
            ((COLUMNS > longest + 12)) && REPLY+=${c:0:COLUMNS - ${#all[i]} - 2}
        fi
        COMPREPLY+=("$REPLY")
    done
}

complete -o default -F __start_aisdesk aisdesk
