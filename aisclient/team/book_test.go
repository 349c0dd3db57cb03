package team_test

import (
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/signature"
	"aisdesk/aisclient/team"
)

// book is a person's way to what the team judges by.
func book(t *testing.T, p *person) *team.Book {
	t.Helper()
	return &team.Book{Store: p.client.Store, Copies: newStore(t), Client: p.client, File: filepath.Join(t.TempDir(), "judgement.json")}
}

func lexiconOf(content string) team.Entry {
	return team.Entry{Subject: team.LexiconSubject, Content: content, Reason: "tried on a year of imports"}
}

// ofTwo are the books of two people in one team.
func ofTwo(t *testing.T) (s objects.Store, anna, bob *person, annas, bobs *team.Book) {
	t.Helper()
	s = newStore(t)
	anna, bob = newPerson(t, s, "Anna"), newPerson(t, s, "Bob")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	add(t, anna, bob)
	return s, anna, bob, book(t, anna), book(t, bob)
}

func inForce(t *testing.T, b *team.Book, subject string) string {
	t.Helper()
	if _, err := b.Pull(t.Context()); err != nil {
		t.Fatal(err)
	}
	f, err := team.ReadInForce(b.File)
	must(t, err)
	if a := f.Of(subject); a != nil {
		return fmt.Sprintf("%d %s by %s and %s", a.Version, a.Content, a.Author, a.Reviewer)
	}
	return "nothing"
}

func TestALexiconTakesEffectOnceASecondPersonAcceptedIt(t *testing.T) {
	s, anna, bob, annas, bobs := ofTwo(t)
	p, err := annas.Propose(t.Context(), lexiconOf("first"), anna.author())
	must(t, err)
	if got := inForce(t, bobs, team.LexiconSubject); got != "nothing" {
		t.Error("before the review:", got)
	}
	for _, name := range []string{"Anna", " ANNA", "ａｎｎａ", "Bob", "Zed"} { // whatever the name: it is Anna's machine
		if _, err := annas.Review(t.Context(), p.Seq, true, "", team.Author{Name: name}); !errors.Is(err, team.ErrNotAllowed) || !strings.Contains(err.Error(), "your own") {
			t.Errorf("reviewed by %q: %v", name, err)
		}
	}
	if _, err := bobs.Review(t.Context(), p.Seq, false, " ", bob.author()); !errors.Is(err, team.ErrNotAllowed) {
		t.Error("rejected without a reason:", err)
	}
	_, err = bobs.Review(t.Context(), p.Seq, true, "", bob.author())
	must(t, err)
	for _, b := range []*team.Book{annas, bobs} {
		if got := inForce(t, b, team.LexiconSubject); got != "1 first by Anna and Bob" {
			t.Error(got)
		}
		if j, err := b.Read(t.Context()); err != nil || j.Proposals[0].Known() != "machine" || j.Proposals[0].Review.Known() != "machine" {
			t.Errorf("how it is known who they are: %+v, %v", j.Proposals, err)
		}
	}
	// Who reviewed may go: what they accepted stays.
	_, err = anna.client.Change(t.Context(), team.Remove, team.Member{Name: "Bob"}, anna.author())
	must(t, err)
	cyril := newPerson(t, s, "Cyril")
	add(t, anna, cyril)
	if got := inForce(t, annas, team.LexiconSubject); got != "1 first by Anna and Bob" {
		t.Error(got)
	}
	if _, err := bobs.Propose(t.Context(), lexiconOf("of one who is out"), bob.author()); !errors.Is(err, team.ErrNotMember) {
		t.Error("proposed by one who is out:", err)
	}
	// What was sealed before somebody came is sealed to them by a reseal, and says so until then.
	if _, err := book(t, cyril).Pull(t.Context()); err == nil || !strings.Contains(err.Error(), "judgement/00000001") {
		t.Error(err)
	}
}

// A proposal that was made over an older version must not undo the newer one.
func TestAProposalOverAnOlderVersion(t *testing.T) {
	_, anna, bob, annas, bobs := ofTwo(t)
	one, err := annas.Propose(t.Context(), lexiconOf("one"), anna.author())
	must(t, err)
	two, err := annas.Propose(t.Context(), lexiconOf("two"), anna.author())
	must(t, err)
	_, err = bobs.Review(t.Context(), one.Seq, true, "", bob.author())
	must(t, err)
	if _, err := bobs.Review(t.Context(), two.Seq, true, "", bob.author()); err == nil || !strings.Contains(err.Error(), "version 1 is in force since") {
		t.Error(err)
	}
	_, err = bobs.Review(t.Context(), two.Seq, false, "over the older one", bob.author())
	must(t, err)
	policy := team.Entry{Subject: team.PolicySubject("Loan"), Content: `income = "4000PLN"`, Reason: "new product"}
	three, err := bobs.Propose(t.Context(), policy, bob.author())
	must(t, err)
	_, err = annas.Review(t.Context(), three.Seq, true, "", anna.author())
	must(t, err)
	if got := inForce(t, bobs, team.PolicySubject("Loan")); got != `1 income = "4000PLN" by Bob and Anna` {
		t.Error(got)
	}
	gone, err := annas.Propose(t.Context(), team.Entry{Subject: team.PolicySubject("Loan"), Removed: true, Reason: "no such product"}, anna.author())
	must(t, err)
	_, err = bobs.Review(t.Context(), gone.Seq, true, "", bob.author())
	must(t, err)
	if a, b := inForce(t, annas, team.PolicySubject("Loan")), inForce(t, annas, team.LexiconSubject); a != "nothing" || b != "1 one by Anna and Bob" {
		t.Error(a, b)
	}
}

// Of many who review at once one is first, and the others are told who.
func TestReviewersAtOnce(t *testing.T) {
	s, anna, bob, annas, bobs := ofTwo(t)
	cyril := newPerson(t, s, "Cyril")
	add(t, anna, cyril)
	_, _, err := bob.client.Look(t.Context())
	if errors.Is(err, team.ErrUnknownChange) {
		_, err = bob.client.Trust(t.Context())
	}
	must(t, err)
	cyrils := book(t, cyril)
	for n := range 8 {
		p, err := annas.Propose(t.Context(), lexiconOf(fmt.Sprint("version ", n)), anna.author())
		must(t, err)
		var errs [2]error
		var all sync.WaitGroup
		all.Go(func() { _, errs[0] = bobs.Review(t.Context(), p.Seq, true, "", bob.author()) })
		all.Go(func() { _, errs[1] = cyrils.Review(t.Context(), p.Seq, false, "not so", cyril.author()) })
		all.Wait()
		lost, first := errs[0], "Cyril rejected"
		if errs[0] == nil {
			lost, first = errs[1], "Bob accepted"
		}
		if (errs[0] == nil) == (errs[1] == nil) || !strings.Contains(lost.Error(), fmt.Sprintf("%s proposal %d first", first, p.Seq)) {
			t.Errorf("%v", errs)
		}
	}
	j, err := annas.Pull(t.Context())
	must(t, err)
	k, err := cyrils.Pull(t.Context())
	if must(t, err); len(j.Proposals) != 8 || len(j.Ignored) != 0 || fmt.Sprint(j.All()) != fmt.Sprint(k.All()) {
		t.Errorf("%+v, %+v", j.All(), k.All())
	}
}

// Without the store the version that was read last stays in force; a store whose links are gone changes nothing, with words.
func TestWithoutTheStoreTheLastVersionStays(t *testing.T) {
	s, anna, bob, annas, bobs := ofTwo(t)
	p, err := annas.Propose(t.Context(), lexiconOf("first"), anna.author())
	must(t, err)
	_, err = bobs.Review(t.Context(), p.Seq, true, "", bob.author())
	must(t, err)
	if got := inForce(t, annas, team.LexiconSubject); got != "1 first by Anna and Bob" {
		t.Fatal(got)
	}
	must(t, s.Delete(t.Context(), "judgement/00000002"))
	j, err := annas.Pull(t.Context())
	if !errors.Is(err, team.ErrTampered) || !strings.Contains(err.Error(), "Ask the others") || j.InForce(team.LexiconSubject) == nil {
		t.Errorf("%v, %+v", err, j)
	}
	f, err := team.ReadInForce(annas.File)
	if must(t, err); f.Of(team.LexiconSubject) == nil || f.Problem == "" {
		t.Errorf("%+v", f)
	}
}

// What a newer program wrote makes it read-only, and leaves in force what was.
func TestLinksOfNewerPrograms(t *testing.T) {
	_, anna, bob, annas, bobs := ofTwo(t)
	p, err := annas.Propose(t.Context(), lexiconOf("first"), anna.author())
	must(t, err)
	r, err := bobs.Review(t.Context(), p.Seq, true, "", bob.author())
	must(t, err)
	newer := team.WriteLink(t, bob.client, r, bob.author(), "escalate")
	for _, b := range []*team.Book{annas, bobs} {
		if got := inForce(t, b, team.LexiconSubject); got != "1 first by Anna and Bob" {
			t.Error(got)
		}
		j, err := b.Read(t.Context())
		if must(t, err); !strings.Contains(j.ReadOnly, "Update the program") || newer != 3 {
			t.Errorf("%+v", j)
		}
	}
	if _, err := annas.Propose(t.Context(), lexiconOf("second"), anna.author()); !errors.Is(err, team.ErrNewer) {
		t.Error(err)
	}
}

// signer makes an SSH key.
func signer(t *testing.T) *signature.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	must(t, err)
	block, err := ssh.MarshalPrivateKey(private, "")
	must(t, err)
	file := filepath.Join(t.TempDir(), "id")
	must(t, os.WriteFile(file, pem.EncodeToMemory(block), 0o600))
	s, err := signature.Open(t.Context(), file, nil)
	must(t, err)
	return s
}

// Two people are two keys of two members; two keys of one member are one person, whatever names they claim.
func TestSignedReviews(t *testing.T) {
	s := newStore(t)
	anna, bob := newPerson(t, s, "Anna"), newPerson(t, s, "Bob")
	one, two, bobs := signer(t), signer(t), signer(t)
	m := anna.member()
	m.Keys = []string{one.Key().Fingerprint, two.Key().Fingerprint}
	must(t, beginTeam(t, anna.client, m, anna.author()))
	add(t, anna, bob)
	b := book(t, anna)
	p, err := b.Propose(t.Context(), lexiconOf("first"), team.Author{Name: "Anna", Signer: one})
	must(t, err)
	for name, by := range map[string]team.Author{"the same key": {Name: "Bob", Signer: one}, "another key of hers": {Name: "Bob", Signer: two}, "nobody's": {Name: "Bob"}} {
		if _, err := b.Review(t.Context(), p.Seq, true, "", by); !errors.Is(err, team.ErrNotAllowed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = b.Review(t.Context(), p.Seq, true, "", team.Author{Name: "Bob", Signer: bobs})
	must(t, err)
	if got := inForce(t, b, team.LexiconSubject); got != "1 first by Anna and Bob" {
		t.Error(got)
	}
}

// Where the answer to a proposal or a review was lost, the same person does it again: it is there once, and is no refusal.
func TestWhatWasSaidBeforeIsNoRefusal(t *testing.T) {
	_, anna, bob, annas, bobs := ofTwo(t)
	p, err := annas.Propose(t.Context(), lexiconOf("first"), anna.author())
	must(t, err)
	again, err := annas.Propose(t.Context(), lexiconOf("first"), anna.author())
	must(t, err)
	if again.Seq != p.Seq {
		t.Errorf("proposals %d and %d", p.Seq, again.Seq)
	}
	theirs, err := bobs.Propose(t.Context(), lexiconOf("first"), bob.author())
	must(t, err)
	if theirs.Seq == p.Seq {
		t.Error("another person's is their own")
	}
	first, err := bobs.Review(t.Context(), p.Seq, true, "", bob.author())
	must(t, err)
	for range 2 {
		r, err := bobs.Review(t.Context(), p.Seq, true, "", bob.author())
		if err != nil || r.Seq != first.Seq {
			t.Errorf("%+v, %v", r, err)
		}
	}
	if _, err := bobs.Review(t.Context(), p.Seq, false, "not so", bob.author()); !errors.Is(err, team.ErrNotAllowed) {
		t.Error("the other way round:", err)
	}
}

// Where a file stands in place of the folder, there is no team's judgement, and none to be deleted.
func TestAFolderThatIsAFileHoldsNoJudgement(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err := team.ReadInForce(filepath.Join(file, "x.json")); f != nil || err != nil {
		t.Error(f, err)
	}
}
