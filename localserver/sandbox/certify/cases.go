package certify

import (
	"fmt"
	"strings"
)

// Case documents one of the checks.
type Case struct {
	Name     string `json:"name"`
	Scenario string `json:"scenario"` // of the session; the sandbox describes it
	About    string `json:"about"`    // what a client must do
}

// testCase is a Case with what the detectors must know.
type testCase struct {
	Case
	login   string
	runs    int  // one after the other, each with a session of its own; 0 is 1
	fails   bool // there is no data, and the user must be told why
	partial bool // the history is incomplete, which the user must be told
	empty   bool // there is no account, which the user must be told
	owner   bool // the answer to the import names another owner
	apart   bool // what the user is told here fits no other failure
	damaged int  // so many final replies arrive damaged; all if negative

	exception string   // that the provider names, and the user must be told
	words     []string // by which a message tells it
}

// cases are the checks, from the ordinary day to the end of the world.
var cases = []testCase{
	{Case: Case{"ordinary", "ok", "import several accounts and a card, and count every row, those that are equal to another, too"}, login: "twins"},
	{Case: Case{"two-customers", "ok", "import for two customers, one after the other, each with its own session"}, login: "test1", runs: 2},
	{Case: Case{"no-accounts", "empty", "say that there is nothing; it is no failure"}, login: "test1", empty: true},
	{Case: Case{"partial", "partial", "say that the history is incomplete"}, login: "test1", partial: true},
	{Case: Case{"bank-refuses", "import-error:AccessBlocked", "stop at the state error, and tell the cause"}, login: "test1", fails: true,
		apart: true, exception: "AccessBlocked", words: blockedWords},
	{Case: Case{"provider-fails", "import-fatal", "stop at the state fatal, and tell it"}, login: "test1", fails: true},
	{Case: Case{"unknown-state", "unknown-state+hold-in-progress:4s", "go on polling: a state that is not known is not final"}, login: "test1"},
	{Case: Case{"progress", "progress:over+hold-in-progress:4s", "never decide by the progress"}, login: "test1"},
	{Case: Case{"final-twice", "duplicate-final", "act on the first final reply, and stop polling"}, login: "test1"},
	{Case: Case{"another-owner", "wrong-owner", "stop: the session is somebody else's"}, login: "test1", fails: true, owner: true, apart: true},
	{Case: Case{"session-expired", "session-expired", "tell the user to sign in again; do not repeat the request"}, login: "test1", fails: true,
		exception: "InvalidSessionId", words: sessionWords},
	{Case: Case{"already-imported", "already-imported", "tell it; do not repeat the request"}, login: "test1", fails: true,
		exception: "DefaultImportAlreadyExecuted", words: sessionWords},
	{Case: Case{"key-refused", "unauthorized", "tell it; do not repeat the request"}, login: "test1", fails: true},
	{Case: Case{"answer-lost", "import-reset", "never send the import again: it may have begun"}, login: "test1", fails: true},
	{Case: Case{"gateway-fails", "import-502", "never send the import again: it may have begun"}, login: "test1", fails: true},
	{Case: Case{"too-many-polls", "429:2", "wait as long as Retry-After says, then go on"}, login: "test1"},
	{Case: Case{"polls-fail", "5xx:2", "try again"}, login: "test1"},
	{Case: Case{"cut-off-once", "truncated-once", "refuse the damaged reply, and poll again"}, login: "test1", damaged: 1},
	{Case: Case{"connection-lost", "reset-once", "poll again: only the connection was lost"}, login: "test1", damaged: 1},
	{Case: Case{"cut-off", "truncated", "refuse the damaged reply, give up after some polls, and tell it"}, login: "test1", fails: true, damaged: -1},
	{Case: Case{"captive-portal", "html", "see that this is not the provider, and tell it"}, login: "test1", fails: true},
}

// Cases documents the checks, in their order.
func Cases() []Case {
	all := make([]Case, len(cases))
	for i, c := range cases {
		all[i] = c.Case
	}
	return all
}

// UnknownCase is the error of a case that there is not.
type UnknownCase struct {
	Name string
	All  []string // the names of those that there are
}

func (e *UnknownCase) Error() string {
	return fmt.Sprintf("there is no case %q; there are %s", e.Name, strings.Join(e.All, ", "))
}

// choose finds the cases of some names; all without names.
func choose(names []string) ([]testCase, error) {
	if len(names) == 0 {
		return cases, nil
	}
	var out []testCase
next:
	for _, name := range names {
		for _, c := range cases {
			if c.Name == name {
				out = append(out, c)
				continue next
			}
		}
		var all []string
		for _, c := range cases {
			all = append(all, c.Name)
		}
		return nil, &UnknownCase{name, all}
	}
	return out, nil
}
