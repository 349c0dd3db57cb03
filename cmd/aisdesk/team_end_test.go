package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// twoDesks are a keeper and another member of a team.
func twoDesks(t *testing.T) (s *s3test.Server, anna, bob *desk) {
	t.Helper()
	keyring.MockInit()
	s = s3test.New(t)
	anna, bob = teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Bob", s3test.Analyst)
	says(t, anna.run("archive", "init"), 0)
	says(t, anna.run("team", "add", "Bob", ageRecipient.FindString(bob.run("archive", "init").err)), 0)
	says(t, bob.run("archive", "init"), 0)
	return s, anna, bob
}

// empty deletes all objects of a bucket.
func empty(t *testing.T, s *s3test.Server, prefix string) {
	t.Helper()
	b, err := s3.Open(s.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for o, err := range b.List(t.Context(), prefix, "") {
		if err == nil {
			err = b.Delete(t.Context(), o.Name)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// In a bucket that was emptied nobody begins another team by accident, and nothing at the desks is deleted because of it.
func TestABucketThatWasEmptied(t *testing.T) {
	s, anna, bob := twoDesks(t)
	id := anna.imported().ID
	says(t, anna.run("case", "note", id, "of the customer"), 0)
	says(t, bob.run("archive", "sync"), 0, "Received: 1 import")
	empty(t, s, "")
	r := anna.run("archive", "sync")
	says(t, r, cli.ExitError, "is gone from the store", "Ask Anna, Bob before you continue")
	if strings.Contains(r.err, "archive init") {
		t.Errorf("it advises to begin a team: %s", r.err)
	}
	says(t, anna.runWith("n\n", "archive", "init"), cli.ExitError, "A new team has you alone in it", "Begin a new team?")
	says(t, anna.run("archive", "init"), cli.ExitError, "is gone from the store") // nobody is there to be asked
	says(t, anna.run("show", id), 0, "KontoBank")
	says(t, anna.runWith("y\n", "archive", "init"), 0, "The team begins, with Anna as its first member", "Sent: ")
	says(t, anna.run("show", id), 0, "KontoBank")
	says(t, anna.run("case", "show", id), 0, "of the customer")
	says(t, bob.run("archive", "sync"), cli.ExitError)
	says(t, bob.run("show", id), 0, "KontoBank")
	says(t, anna.run("team", "list"), 0, "began the team")
}

// What somebody proposed who was taken out is accepted by nobody; everybody is told whose it is.
func TestAProposalOfWhoWasTakenOut(t *testing.T) {
	s, anna, bob := twoDesks(t)
	cyril := teamDesk(t, s, "Cyril", s3test.Analyst)
	says(t, anna.run("team", "add", "Cyril", ageRecipient.FindString(cyril.run("archive", "init").err)), 0)
	says(t, bob.run("team", "trust", "--yes"), 0, "Accepted: Anna, ", "added Cyril at ", "What is sealed from now on opens for Anna, Bob and Cyril.")
	says(t, cyril.run("archive", "init"), 0)
	file := filepath.Join(t.TempDir(), "shared.toml")
	if err := os.WriteFile(file, []byte(kwarkLexicon), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, bob.run("team", "propose", "--lexicon", file, "--reason", "a new bookmaker", "--yes"), 0)
	says(t, anna.run("team", "remove", "Bob"), 0)
	says(t, cyril.runWith("y\n", "team", "trust"), 0, "removed Bob", "Accepted: ", "opens for Anna and Cyril.")
	says(t, cyril.run("team", "changes"), 0, "Bob (not signed, by the key of the machine), ", "who was taken out of the team since", "it can only be rejected")
	says(t, cyril.run("team", "review", "1", "--accept", "--yes"), cli.ExitError, "proposal 1 is by Bob, whom Anna took out of the team at", "Propose it yourself")
	says(t, cyril.run("team", "changes"), 0, "who was taken out")
	says(t, cyril.run("team", "review", "1", "--reject", "--reason", "of nobody here"), 0, "is rejected")
	says(t, cyril.run("team", "propose", "--lexicon", file, "--reason", "a new bookmaker", "--yes"), 0)
	says(t, anna.run("team", "review", "3", "--accept", "--yes"), 0, "in force: lexicon, team's version 1")

	id := anna.imported().ID
	if all := decoded[[]struct{ ID, Lexicon string }](t, anna.run("list", "--json")); len(all) != 1 || all[0].ID != id || !strings.HasSuffix(all[0].Lexicon, "team's version 1") {
		t.Errorf("%+v", all)
	}
}
