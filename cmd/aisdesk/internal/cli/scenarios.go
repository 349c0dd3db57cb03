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
	for _, s := range sandbox.Scenarios() {
		switch {
		case !argued:
			out = append(out, before+s.Name+"\t"+s.What)
		case s.Name == name:
			for _, w := range argumentsOf(s, given) {
				out = append(out, before+name+":"+w)
			}
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// argumentsOf are the words that may stand behind a scenario's colon, after those of a list that were given.
func argumentsOf(s sandbox.Scenario, given string) (out []string) {
	if s.Arg == "EXCEPTION" {
		for _, x := range sandbox.Exceptions() {
			name := x.Name
			if given != "" && given == strings.ToLower(given) {
				name = x.Kebab
			}
			out = append(out, name+"\t"+x.What)
		}
		return out
	}
	listed := given[:strings.LastIndexByte(given, ',')+1]
	words := s.Arg[strings.LastIndex(s.Arg, ": ")+1:]
	for w := range strings.SplitSeq(strings.ReplaceAll(strings.TrimSpace(words), " or ", ", "), ", ") {
		if !strings.Contains(","+listed, ","+w+",") && w != "" && w == strings.ToLower(w) && !strings.Contains(w, " ") {
			out = append(out, listed+w)
		}
	}
	return out
}
