package config

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/english"
)

// variablesBesideSettings are the program's own variables that are no settings: where things are, and what the sandbox
// hands to whom it starts.
var variablesBesideSettings = []string{"AISDESK_CONFIG", "AISDESK_PROFILE", "AISDESK_PASSPHRASE_FILE", "AISDESK_NEW_PASSPHRASE_FILE", "AISDESK_REDUCED_MOTION", "AISDESK_WATCHES", "AISDESK_SANDBOX_PACE", "AISDESK_SANDBOX_PID",
	sandboxClientVariable, sandboxKeyVariable,
	"AISDESK_SANDBOX_CONTROL", "AISDESK_OWNER", "AISDESK_SINCE", "AISDESK_SESSION_ID", "AISDESK_SESSION_ID_SIGNATURE", "AISDESK_POLL_PAUSE", "AISDESK_WORK_DIR"}

// ofCertify are variables that certify sets for the client that it checks, with what the program has for who sets one.
var ofCertify = map[string]string{"AISDESK_OWNER": "did you mean --owner?", "AISDESK_SINCE": "did you mean --since?"}

// variables lists the program's own environment variables.
func variables() []string {
	all := slices.Clone(variablesBesideSettings)
	for _, s := range settings {
		all = append(all, s.env)
	}
	return all
}

// prefix begins the names of the program's own variables. It is no letter of what makes two of them alike.
const prefix = "AISDESK_"

// UnknownVariables says of each name that begins like the program's own variables and is none which one may have been
// meant. A misspelt setting is without effect, which nobody would notice.
func UnknownVariables(names []string) (said []string) {
	known, bare := variables(), []string{}
	for _, v := range known {
		bare = append(bare, strings.TrimPrefix(v, prefix))
	}
	certified := slices.Contains(names, "AISDESK_WORK_DIR")
	for _, name := range names {
		if flag, ok := ofCertify[name]; ok && !certified {
			said = append(said, fmt.Sprintf("the variable %s is without effect outside \"aisdesk certify\"; %s", name, flag))
		}
		if !strings.HasPrefix(name, prefix) || slices.Contains(known, name) {
			continue
		}
		line := fmt.Sprintf("the variable %s is not known and without effect", name)
		near := english.Nearest(strings.TrimPrefix(name, prefix), bare)
		if near == "" {
			near = cutOrLonger(strings.TrimPrefix(name, prefix), bare)
		}
		if near != "" {
			line += "; did you mean " + prefix + near + "?"
		}
		said = append(said, line)
	}
	slices.Sort(said)
	return said
}

// cutOrLonger is the first name that begins with a word, as PASSPHRASE_FILE does with PASSPHRASE, or with which the word begins, as
// ENVIRONMENT does with ENV; empty for none.
func cutOrLonger(word string, names []string) string {
	i := slices.IndexFunc(names, func(n string) bool { return strings.HasPrefix(n, word+"_") || len(n) > 2 && strings.HasPrefix(word, n) })
	if i < 0 {
		return ""
	}
	return names[i]
}
