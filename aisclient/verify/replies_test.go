package verify

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// repliesDir holds whole replies beside what an independent author, who saw no code, worked out by hand: NAME.xml and
// NAME.json. AISDESK_VERDICTS names another folder of that shape, which is measured without failing.
const repliesDir = "testdata/verdicts/replies"

// replyCase is what is asked of a reply and what is right. Each claim is asked alone, but for With, a claim that goes along.
type replyCase struct {
	Section, With  string
	Expect         []expectedOutcome
	Signs, NoSigns []string
	Today          string
}

// expectedOutcome is a claim and its right outcome; Accept lists what is tolerable as well.
type expectedOutcome struct {
	Claim   string
	Outcome Outcome
	Accept  []Outcome
	Why     string
	Open    bool
	OpenWhy string
}

// claimOf reads a claim in the words of the cases: "income 5000 PLN/6 salary", "obligations at most 300 PLN".
func claimOf(t *testing.T, said string) Claim {
	t.Helper()
	for words, kind := range map[string]Kind{"never below zero": KindNeverBelow, "obligations at most": KindObligations, "active since": KindActiveSince,
		"birth date": KindBirthDate, "without": KindWithout, "max-age": KindMaxAge} {
		if rest, ok := strings.CutPrefix(said, words); ok {
			claim, err := Parse(kind, strings.TrimSuffix(strings.TrimSpace(rest), " days"))
			if err != nil {
				t.Fatalf("%s: %v", said, err)
			}
			return claim
		}
	}
	return claimed(t, said)
}

// replyScore counts verdicts over replies.
type replyScore struct {
	replies, claims, right, falselyConfirmed, falselyRefuted int
	signs, missed, noSigns, shown                            int
	mistakes                                                 []string
}

func (s *replyScore) String() string {
	return fmt.Sprintf("%d replies, %d verdicts: %d right, %d falsely confirmed, %d falsely refuted; %d signs, %d missed; %d signs that must not show, %d shown",
		s.replies, s.claims, s.right, s.falselyConfirmed, s.falselyRefuted, s.signs, s.missed, s.noSigns, s.shown)
}

// outcome counts one verdict.
func (s *replyScore) outcome(name, section string, e expectedOutcome, got Outcome, reason string) {
	s.claims++
	if got == e.Outcome || slices.Contains(e.Accept, got) {
		s.right++
		return
	}
	switch got {
	case Confirmed:
		s.falselyConfirmed++
	case Refuted:
		s.falselyRefuted++
	}
	s.mistakes = append(s.mistakes, fmt.Sprintf("%s (%s): %s is %s, want %s (open=%v): %s\n\t%s", name, section, e.Claim, got, e.Outcome, e.Open, e.Why, reason))
}

// topics counts the signs of a reply; they are named as topics, or as categories are.
func (s *replyScore) topics(name, section string, k replyCase, got []string) {
	for _, topic := range k.Signs {
		if s.signs++; !slices.Contains(got, strings.ReplaceAll(topic, "_", " ")) {
			s.missed++
			s.mistakes = append(s.mistakes, fmt.Sprintf("%s (%s): %s does not stand out; what does: %v", name, section, topic, got))
		}
	}
	for _, topic := range k.NoSigns {
		if s.noSigns++; slices.Contains(got, strings.ReplaceAll(topic, "_", " ")) {
			s.shown++
			s.mistakes = append(s.mistakes, fmt.Sprintf("%s (%s): %s stands out", name, section, topic))
		}
	}
}

// look asks all claims of one reply.
func (s *replyScore) look(t *testing.T, file string) {
	t.Helper()
	name := strings.TrimSuffix(filepath.Base(file), ".json")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var k replyCase
	if err := json.Unmarshal(b, &k); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	l := load(t, strings.TrimSuffix(file, ".json")+".xml")
	s.replies++
	for _, e := range k.Expect {
		var claims []Claim
		for _, said := range severalTopics(e.Claim) {
			claims = append(claims, claimOf(t, said))
		}
		asked := len(claims)
		if k.With != "" && k.With != e.Claim {
			claims = append(claims, claimOf(t, k.With))
		}
		rep, err := checkAll(context.Background(), l, claims, day(k.Today))
		if err != nil {
			t.Fatal(name, err)
		}
		of := weakest(rep.Checks, claims[:asked])
		s.outcome(name, k.Section, e, of.Outcome, of.Reason)
	}
	s.topics(name, k.Section, k, standing(t, l, day(k.Today)))
}

// severalTopics are the claims that one without several topics stands for.
func severalTopics(said string) (claims []string) {
	topics, ok := strings.CutPrefix(said, "without ")
	if !ok {
		return []string{said}
	}
	for topic := range strings.SplitSeq(topics, ",") {
		claims = append(claims, "without "+topic)
	}
	return claims
}

// weakest is of the checks of some claims the one that decides over them as a whole: refuted if any is, confirmed if all are.
func weakest(checks []Check, claims []Claim) (of Check) {
	weight := map[Outcome]int{Confirmed: 1, Inconclusive: 2, Refuted: 3}
	for _, check := range checks {
		for _, claim := range claims {
			if check.Kind == claim.Kind() && weight[check.Outcome] > weight[of.Outcome] {
				of = check
			}
		}
	}
	return of
}

// standing are the topics that stand out in a ledger.
func standing(t *testing.T, l *ledger.Ledger, now aisclient.Date) []string {
	t.Helper()
	rep, err := checkAll(context.Background(), l, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	var topics []string
	for _, f := range rep.Notable {
		topics = append(topics, string(f.Topic))
	}
	return topics
}

// Statement 11.1: replies whose answers an independent author worked out by hand get these answers.
func TestS11_1_RepliesOfAnIndependentAuthor(t *testing.T) {
	elsewhere := os.Getenv("AISDESK_VERDICTS")
	files, err := filepath.Glob(filepath.Join(cmp.Or(elsewhere, repliesDir), "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no replies: %v", err)
	}
	var s replyScore
	for _, file := range files {
		s.look(t, file)
	}
	t.Log(&s)
	for _, m := range s.mistakes {
		if elsewhere != "" {
			t.Log(m)
			continue
		}
		t.Error(m)
	}
}
