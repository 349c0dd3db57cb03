package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/report"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Two desks judge by one lexicon and one policy, once the second person accepted them, and say by which version.
func TestATeamJudgesByOneLexiconAndOnePolicy(t *testing.T) {
	keyring.MockInit()
	s, path := s3test.New(t), householdReply(t)
	anna, bob := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Bob", s3test.Analyst)
	says(t, anna.run("archive", "init"), 0)
	says(t, anna.run("team", "add", "Bob", ageRecipient.FindString(bob.run("archive", "init").err)), 0)
	says(t, bob.run("archive", "init"), 0)
	says(t, bob.run("team", "changes"), 0, "shares no lexicon and no policy", "aisdesk team propose")

	file := filepath.Join(t.TempDir(), "shared.toml")
	if err := os.WriteFile(file, []byte(kwarkLexicon), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, anna.run("team", "propose", "--lexicon", file, "--yes"), cli.ExitError, "a proposal has a reason")
	says(t, anna.run("team", "propose", "--lexicon", file, "--reason", "a new bookmaker"), cli.ExitError, "nothing was proposed")
	says(t, anna.run("team", "propose", "--lexicon", file, "--reason", "a new bookmaker", "--yes"), 0, "+ entries = [{id = \"my.kwark\"", "No claims are saved", "aisdesk team review 1")
	says(t, anna.run("team", "review", "1", "--accept", "--yes"), cli.ExitError, "your own: somebody else reviews it")
	anna.env["AISDESK_AUTHOR"] = "ANNA"
	says(t, anna.run("team", "review", "1", "--accept", "--yes"), cli.ExitError, "your own")
	anna.env["AISDESK_AUTHOR"] = "zed"
	says(t, anna.run("team", "review", "1", "--accept", "--yes"), cli.ExitError, "your own, whatever the name", `sign = "ssh"`)
	anna.env["AISDESK_AUTHOR"] = "Anna"
	if r := bob.run("report", path, "--without", "gambling", "--json"); decoded[report.Document](t, r).Verdict != "confirmed" && strings.Contains(r.out, "KWARK") {
		t.Errorf("it judges before the review: %s", r.out)
	}
	says(t, bob.runWith("n\n", "team", "review", "1", "--accept"), cli.ExitError, "Anna (not signed, by the key of the machine)", "a new bookmaker", "my.kwark", "No claims are saved", "is not accepted")
	says(t, bob.runWith("y\n", "team", "review", "1", "--accept"), 0, "in force: lexicon, team's version 1")
	if again := bob.run("team", "review", "1", "--accept", "--yes"); again.code != 0 || !strings.Contains(again.out, "in force: lexicon, team's version 1") || !strings.Contains(again.out, "You said so at ") {
		t.Errorf("the answer was lost, and he says it again: %+v", again)
	}
	says(t, bob.run("team", "review", "1", "--reject", "--reason", "late"), cli.ExitError, "Bob accepted proposal 1 first")
	says(t, anna.run("archive", "sync"), 0)
	var hashes []string
	for _, d := range []*desk{anna, bob} {
		d.ownLexicon("off = []\n") // it does not judge any more
		doc := decoded[report.Document](t, d.run("report", path, "--without", "gambling", "--json"))
		if doc.Verdict != "refuted" || !strings.HasSuffix(doc.Lexicon.Version, ", team's version 1") {
			t.Errorf("%s, %+v", doc.Verdict, doc.Lexicon)
		}
		hashes = append(hashes, doc.Lexicon.Hash)
		says(t, d.run("lexicon", "check"), 0, "team's version 1")
	}
	if hashes[0] != hashes[1] {
		t.Error("two desks, one lexicon, two hashes:", hashes)
	}

	bob.settingsFile("[policy.cash-loan]\nwithout = [\"gambling\", \"bailiff\"]\nmax-age = 30\n")
	says(t, bob.run("team", "propose", "--policy", "cash", "--reason", "x", "--yes"), cli.ExitError, "cash")
	says(t, bob.run("team", "propose", "--policy", "cash-loan", "--reason", "new product", "--yes"), 0, "+ without = [\"gambling\", \"bailiff\"]")
	says(t, anna.run("report", path, "--policy", "cash-loan"), cli.ExitUsage, "there is no policy")
	says(t, anna.run("team", "review", "3", "--accept", "--yes"), 0, "policy cash-loan, team's version 1")
	doc := decoded[report.Document](t, anna.run("report", path, "--policy", "cash-loan", "--json"))
	if doc.Policy != "cash-loan" || doc.PolicyTeam != 1 || len(doc.Checks) != 3 {
		t.Errorf("%+v", doc)
	}
	says(t, anna.run("report", path, "--policy", "cash-loan"), cli.ExitRefuted, "Policy: cash-loan, team's version 1 ")

	// Without the bucket the version read last is used, and said.
	s.Down(true)
	doc = decoded[report.Document](t, bob.run("report", path, "--without", "gambling", "--json"))
	if !strings.HasSuffix(doc.Lexicon.Version, ", team's version 1") {
		t.Errorf("%+v", doc.Lexicon)
	}
	says(t, bob.run("team", "changes"), 0, "as of the last time that it was read", "In force: lexicon, team's version 1", "proposed by Anna, accepted by Bob", "As of ")
	says(t, bob.run("team", "review", "3", "--accept", "--yes"), cli.ExitError, "do not wait here: try again")
	s.Down(false)
	if r := anna.run("team", "changes", "1", "--content"); r.out != kwarkLexicon {
		t.Errorf("%q", r.out)
	}
	// It goes along when the archive is moved, into a directory and from there into another bucket.
	out := filepath.Join(t.TempDir(), "out")
	says(t, anna.run("archive", "move", "file://"+out), 0, "What the team judges by goes along", "lexicon, team's version 1 and policy cash-loan, team's version 1")
	anna.env["AISDESK_ARCHIVE"] = "file://" + out
	doc = decoded[report.Document](t, anna.run("report", path, "--policy", "cash-loan", "--json"))
	if !strings.HasSuffix(doc.Lexicon.Version, ", team's version 1") || doc.Lexicon.Hash != hashes[0] || doc.PolicyTeam != 1 {
		t.Errorf("in a directory: %+v, %d", doc.Lexicon, doc.PolicyTeam)
	}
	there := s3test.New(t)
	says(t, anna.run("archive", "move", there.Address().String()), 0, "The team begins")
	anna.env["AISDESK_ARCHIVE"], anna.env["AISDESK_DATA_DIR"] = there.Address().String(), out
	says(t, anna.run("team", "changes"), 0, "In force: lexicon, team's version 1", "proposed by Anna, accepted by Bob", "In force: policy cash-loan, team's version 1")
	// Without a team nothing of it is in force.
	delete(bob.env, "AISDESK_ARCHIVE")
	if doc := decoded[report.Document](t, bob.run("report", path, "--json")); strings.Contains(doc.Lexicon.Version, "team") {
		t.Errorf("%+v", doc.Lexicon)
	}
}
