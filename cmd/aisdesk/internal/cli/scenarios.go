package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/localserver/sandbox"
)

// CompleteScenarios completes the last of those that are joined with +, and the words that may follow its colon.
func CompleteScenarios(_ *cobra.Command, _ []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	before := typed[:strings.LastIndexByte(typed, '+')+1]
	name, _, argued := strings.Cut(typed[len(before):], ":")
	for _, s := range sandbox.Scenarios() {
		if argued {
			for w := range strings.SplitSeq(strings.ReplaceAll(s.Arg, " or ", ", "), ", ") {
				if s.Name == name && w != "" && w == strings.ToLower(w) && !strings.Contains(w, " ") {
					out = append(out, before+name+":"+w)
				}
			}
			continue
		}
		out = append(out, before+s.Name+"\t"+s.What)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
