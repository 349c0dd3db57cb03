package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/localserver/sandbox"
)

// CompleteScenarios completes the last of those that are joined with +, and the words that may follow its colon.
func CompleteScenarios(_ *cobra.Command, _ []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	before := typed[:strings.LastIndexByte(typed, '+')+1]
	name, given, argued := strings.Cut(typed[len(before):], ":")
	listed := given[:strings.LastIndexByte(given, ',')+1]
	for _, s := range sandbox.Scenarios() {
		if argued {
			words := s.Arg[strings.LastIndex(s.Arg, ": ")+1:]
			for w := range strings.SplitSeq(strings.ReplaceAll(strings.TrimSpace(words), " or ", ", "), ", ") {
				if s.Name == name && !strings.Contains(","+listed, ","+w+",") && w != "" && w == strings.ToLower(w) && !strings.Contains(w, " ") {
					out = append(out, before+name+":"+listed+w)
				}
			}
			continue
		}
		out = append(out, before+s.Name+"\t"+s.What)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
