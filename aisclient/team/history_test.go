package team_test

import (
	"strings"
	"testing"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// keyed is a person whose SSH key the team knows.
func keyed(t *testing.T, s objects.Store, name string) (p *person, m team.Member, by team.Author) {
	t.Helper()
	p, key := newPerson(t, s, name), signer(t)
	m = p.member()
	m.Keys = []string{key.Key().Fingerprint}
	return p, m, team.Author{Name: name, Signer: key}
}

// keyedTeam is a team of Anna, who began it, and Bob, both with keys.
func keyedTeam(t *testing.T) (s objects.Store, a *person, anna, bob team.Author) {
	t.Helper()
	s = newStore(t)
	a, am, anna := keyed(t, s, "Anna")
	_, bm, bob := keyed(t, s, "Bob")
	must(t, beginTeam(t, a.client, am, anna))
	change(t, a, team.Add, bm, anna)
	return s, a, anna, bob
}

// forged writes a proposal and its acceptance behind a link, and tells what is in force then and what had no effect.
func forged(t *testing.T, b *team.Book, before *team.Entry, content string, author, reviewer team.Author) (now string, ignored []string) {
	t.Helper()
	p := team.ForgeLink(t, b.Client, before, team.Entry{Kind: team.Propose, Subject: team.LexiconSubject, Content: content, Reason: "invented", Base: 0}, author)
	team.ForgeLink(t, b.Client, p, team.Entry{Kind: team.Accept, Proposal: p.Seq}, reviewer)
	now = inForce(t, b, team.LexiconSubject)
	j, err := b.Read(t.Context())
	must(t, err)
	return now, j.Ignored
}

func change(t *testing.T, p *person, k team.Kind, m team.Member, by team.Author) {
	t.Helper()
	_, err := p.client.Change(t.Context(), k, m, by)
	must(t, err)
}

// Whoever can write into the bucket and has no key of a member cannot have two links take effect, whatever names they claim.
func TestForgedLinksHaveNoEffect(t *testing.T) {
	for name, who := range map[string]struct {
		author, reviewer func(anna, bob, gone, eve team.Author) team.Author
		want             string
	}{
		"claimed names": {
			func(anna, _, _, _ team.Author) team.Author { return team.Author{Name: anna.Name} },
			func(_, bob, _, _ team.Author) team.Author { return team.Author{Name: bob.Name} }, "Anna has an SSH key"},
		"names of nobody": {
			func(_, _, _, _ team.Author) team.Author { return team.Author{Name: "Zoe"} },
			func(_, _, _, _ team.Author) team.Author { return team.Author{Name: "Yan"} }, "neither the key nor the name"},
		"keys of nobody, under names of members": {
			func(anna, _, _, eve team.Author) team.Author { return team.Author{Name: anna.Name, Signer: eve.Signer} },
			func(_, bob, _, eve team.Author) team.Author { return team.Author{Name: bob.Name, Signer: eve.Signer} }, "Anna has another SSH key"},
		"the key of a removed member": {
			func(_, _, gone, _ team.Author) team.Author { return gone },
			func(_, _, gone, _ team.Author) team.Author { return team.Author{Name: "Anna", Signer: gone.Signer} }, "Gone was not in the team"},
		"a removed member reviews what a member proposed": {
			func(anna, _, _, _ team.Author) team.Author { return anna },
			func(_, _, gone, _ team.Author) team.Author { return gone }, "Gone was not in the team"},
		"a member proposes and accepts under a name": {
			func(anna, _, _, _ team.Author) team.Author { return anna },
			func(_, bob, _, _ team.Author) team.Author { return team.Author{Name: bob.Name} }, "Bob has an SSH key"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			a, am, anna := keyed(t, s, "Anna")
			_, bm, bob := keyed(t, s, "Bob")
			_, gm, gone := keyed(t, s, "Gone")
			must(t, beginTeam(t, a.client, am, anna))
			change(t, a, team.Add, bm, anna)
			change(t, a, team.Add, gm, anna)
			change(t, a, team.Remove, gm, anna)
			eve := team.Author{Name: "Eve", Signer: signer(t)}
			now, ignored := forged(t, book(t, a), nil, "forged", who.author(anna, bob, gone, eve), who.reviewer(anna, bob, gone, eve))
			if now != "nothing" || !strings.Contains(strings.Join(ignored, "\n"), who.want) {
				t.Errorf("%s is in force; %q", now, ignored)
			}
		})
	}
}

// What took effect before anybody had a key stays in force once all have one, and once those who wrote it have left.
func TestKeysThatComeLaterDoNotChangeThePast(t *testing.T) {
	s, anna, bob, annas, bobs := ofTwo(t)
	p, err := annas.Propose(t.Context(), lexiconOf("first"), anna.author())
	must(t, err)
	r, err := bobs.Review(t.Context(), p.Seq, true, "", bob.author())
	must(t, err)
	_, cm, cyril := keyed(t, s, "Cyril")
	change(t, anna, team.Add, cm, anna.author())
	change(t, anna, team.Remove, team.Member{Name: "Bob"}, anna.author())
	_, bm, signed := keyed(t, s, "Bob")
	change(t, anna, team.Add, bm, anna.author())
	if got := inForce(t, annas, team.LexiconSubject); got != "1 first by Anna and Bob" {
		t.Error(got)
	}
	j, err := annas.Pull(t.Context())
	if must(t, err); len(j.Ignored) > 0 {
		t.Error(j.Ignored)
	}
	// From the change on, Bob signs: his bare name is not his.
	next := team.ForgeLink(t, anna.client, r, team.Entry{Kind: team.Propose, Subject: team.LexiconSubject, Content: "second", Reason: "invented", Base: 1}, bob.author())
	last := team.ForgeLink(t, anna.client, next, team.Entry{Kind: team.Accept, Proposal: next.Seq}, anna.author())
	if got := inForce(t, annas, team.LexiconSubject); got != "1 first by Anna and Bob" {
		t.Error(got)
	}
	// And signed it is.
	p = team.ForgeLink(t, anna.client, last, team.Entry{Kind: team.Propose, Subject: team.LexiconSubject, Content: "third", Reason: "better", Base: 1}, signed)
	team.ForgeLink(t, anna.client, p, team.Entry{Kind: team.Accept, Proposal: p.Seq}, cyril)
	if got := inForce(t, annas, team.LexiconSubject); got != "2 third by Bob and Cyril" {
		t.Error(got)
	}
}

// Who comes later judges the links of before as those do who were there, though they cannot read the changes of then.
func TestWhoComesLaterJudgesThePastAlike(t *testing.T) {
	s := newStore(t)
	a, am, anna := keyed(t, s, "Anna")
	_, bm, _ := keyed(t, s, "Bob")
	d, dm, _ := keyed(t, s, "Dora")
	must(t, beginTeam(t, a.client, am, anna))
	change(t, a, team.Add, bm, anna)
	now, ignored := forged(t, book(t, a), nil, "forged", team.Author{Name: "Anna"}, team.Author{Name: "Bob"})
	if now != "nothing" || len(ignored) != 2 {
		t.Fatal(now, ignored)
	}
	change(t, a, team.Remove, bm, anna)
	change(t, a, team.Add, dm, anna)
	_, _, err := d.client.Look(t.Context())
	must(t, err)
	// Reseal what Anna can read.
	later := book(t, d)
	later.Store = resealed(t, s, a)
	if got := inForce(t, later, team.LexiconSubject); got != "nothing" {
		t.Error(got)
	}
}

// resealed is a store with the links of another sealed to the members of now.
func resealed(t *testing.T, s objects.Store, by *person) objects.Store {
	t.Helper()
	out := newStore(t)
	for o, err := range s.List(t.Context(), "", "") {
		must(t, err)
		b, err := s.Get(t.Context(), o.Name)
		must(t, err)
		if strings.HasPrefix(o.Name, team.BookPrefix) {
			plain, err := by.OpenBytes(b)
			must(t, err)
			b, err = by.client.Seal(plain)
			must(t, err)
		}
		must(t, out.Create(t.Context(), o.Name, b))
	}
	return out
}

// Links that were signed are no other team's and no other place's: replayed or in another order they stop the reading.
func TestSignedLinksAreOfOnePlace(t *testing.T) {
	begin := func(t *testing.T) (objects.Store, *person, team.Author, team.Author, *team.Book) {
		s, a, anna, bob := keyedTeam(t)
		return s, a, anna, bob, book(t, a)
	}
	two := func(t *testing.T, b *team.Book, anna, bob team.Author) {
		p, err := b.Propose(t.Context(), lexiconOf("first"), anna)
		must(t, err)
		_, err = b.Review(t.Context(), p.Seq, true, "", bob)
		must(t, err)
	}
	fresh := func(t *testing.T, b *team.Book) (string, error) {
		c := *b
		c.Copies = newStore(t)
		j, err := c.Pull(t.Context())
		if a := j.InForce(team.LexiconSubject); a != nil {
			return a.Content, err
		}
		return "nothing", err
	}
	t.Run("replayed behind itself", func(t *testing.T) {
		s, _, anna, bob, b := begin(t)
		two(t, b, anna, bob)
		exchange(t, s, s, "judgement/00000003", "judgement/00000001")
		if got, err := fresh(t, b); got != "first" || err == nil || !strings.Contains(err.Error(), "link 3") {
			t.Error(got, err)
		}
	})
	t.Run("in another order", func(t *testing.T) {
		s, _, anna, bob, b := begin(t)
		two(t, b, anna, bob)
		other := newStore(t)
		exchange(t, other, s, "judgement/00000001", "judgement/00000001")
		exchange(t, s, s, "judgement/00000001", "judgement/00000002")
		exchange(t, s, other, "judgement/00000002", "judgement/00000001")
		if got, err := fresh(t, b); got != "nothing" || err == nil || !strings.Contains(err.Error(), "link 1") {
			t.Error(got, err)
		}
	})
	t.Run("of another team of the same people", func(t *testing.T) {
		_, a, anna, bob, b := begin(t)
		two(t, b, anna, bob)
		s := newStore(t)
		second := newPerson(t, s, "Anna")
		second.id, second.client.Key = a.id, a
		second.client.Recipient = a.client.Recipient
		m := a.member()
		m.Keys = []string{anna.Signer.Key().Fingerprint}
		must(t, beginTeam(t, second.client, m, anna))
		bm := newPerson(t, s, "Bob").member()
		bm.Keys = []string{bob.Signer.Key().Fingerprint}
		change(t, second, team.Add, bm, anna)
		for _, n := range []string{"judgement/00000001", "judgement/00000002"} {
			exchange(t, s, b.Store, n, n)
		}
		other := book(t, second)
		if got := inForce(t, other, team.LexiconSubject); got != "nothing" {
			t.Error(got)
		}
		if j, err := other.Read(t.Context()); err != nil || !strings.Contains(strings.Join(j.Ignored, "\n"), "another team") {
			t.Errorf("%v, %+v", err, j)
		}
	})
}

// Who has a key in the team and does not sign is told so before anything is written, and so is who reviews what a person
// proposed who has left.
func TestWhoHasAKeySigns(t *testing.T) {
	_, a, anna, bob := keyedTeam(t)
	b := book(t, a)
	if _, err := b.Propose(t.Context(), lexiconOf("first"), a.author()); err == nil || !strings.Contains(err.Error(), `sign = "ssh"`) {
		t.Error(err)
	}
	if p, err := b.Propose(t.Context(), lexiconOf("first"), bob); err != nil || p.Seq != 1 {
		t.Fatal(p, err)
	}
	first, err := b.Read(t.Context())
	must(t, err)
	change(t, a, team.Remove, team.Member{Name: "Bob"}, anna)
	team.ForgeLink(t, a.client, first.Proposals[0].Entry, team.Entry{Kind: team.Accept, Proposal: 1}, anna)
	if got := inForce(t, b, team.LexiconSubject); got != "nothing" {
		t.Error(got)
	}
	if j, err := b.Read(t.Context()); err != nil || !strings.Contains(strings.Join(j.Ignored, "\n"), "Bob, who made proposal 1, had left") {
		t.Errorf("%v, %+v", err, j.Ignored)
	}
}

// A key that the team does not know proves no name, and a key that it knows counts, whatever name is claimed with it. What nobody
// signed can be rejected by who signs.
func TestNamesAreThoseOfKeys(t *testing.T) {
	s := newStore(t)
	a := newPerson(t, s, "Anna")
	_, bm, bob := keyed(t, s, "Bob")
	must(t, beginTeam(t, a.client, a.member(), a.author()))
	change(t, a, team.Add, bm, a.author())
	b := book(t, a)
	bare, err := b.Propose(t.Context(), lexiconOf("unsigned"), a.author())
	must(t, err)
	if _, err := b.Review(t.Context(), bare.Seq, true, "", bob); err == nil || !strings.Contains(err.Error(), "Anna signs and proposes it again") {
		t.Error(err)
	}
	_, err = b.Review(t.Context(), bare.Seq, false, "sign it", bob)
	must(t, err)
	_, err = b.Propose(t.Context(), lexiconOf("of a key that the team does not know"), team.Author{Name: "Anna", Signer: signer(t)})
	must(t, err)
	_, err = b.Propose(t.Context(), lexiconOf("under her name"), team.Author{Name: "Anna", Signer: bob.Signer})
	must(t, err)
	j, err := b.Read(t.Context())
	must(t, err)
	for i, want := range []struct {
		author   string
		verified bool
	}{{"Anna", false}, {"Anna", false}, {"Bob", true}} {
		if p := j.Proposals[i]; p.Author != want.author || p.Verified != want.verified {
			t.Errorf("proposal %d is by %s, verified %v", p.Seq, p.Author, p.Verified)
		}
	}
	if r := j.Proposals[0].Review; r == nil || r.Kind != team.Reject || !r.Verified {
		t.Errorf("%+v", r)
	}
}

// A change of the team is by the member whose key signed it; another key is nobody's, whatever name it claims.
func TestChangesAreByWhoSignedThem(t *testing.T) {
	s := newStore(t)
	a, am, anna := keyed(t, s, "Anna")
	must(t, beginTeam(t, a.client, am, anna))
	change(t, a, team.Add, newPerson(t, s, "Bob").member(), team.Author{Name: "Zoe", Signer: anna.Signer})
	change(t, a, team.Add, newPerson(t, s, "Eve").member(), team.Author{Name: "Anna", Signer: signer(t)})
	chain, _, err := a.client.Look(t.Context())
	must(t, err)
	said := team.Describe(chain.Changes)
	for _, want := range []string{"Anna began the team", "Anna added Bob", "Anna, an unverified name, added Eve"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said: %s", want, said)
		}
	}
}

// What had no effect in a store has none in the one into which the archive is moved, and what was in force stays so.
func TestAMoveJudgesAsBefore(t *testing.T) {
	s := newStore(t)
	a, am, anna := keyed(t, s, "Anna")
	_, bm, bob := keyed(t, s, "Bob")
	must(t, beginTeam(t, a.client, am, anna))
	change(t, a, team.Add, bm, anna)
	b := book(t, a)
	p, err := b.Propose(t.Context(), lexiconOf("accepted"), anna)
	must(t, err)
	r, err := b.Review(t.Context(), p.Seq, true, "", bob)
	must(t, err)
	next := team.ForgeLink(t, a.client, r, team.Entry{Kind: team.Propose, Subject: team.LexiconSubject, Content: "forged", Reason: "invented", Base: 1}, team.Author{Name: "Anna"})
	team.ForgeLink(t, a.client, next, team.Entry{Kind: team.Accept, Proposal: next.Seq}, team.Author{Name: "Bob"})
	const want = "1 accepted by Anna and Bob"
	if got := inForce(t, b, team.LexiconSubject); got != want {
		t.Fatal(got)
	}
	old := a.client.Pin
	to := newStore(t)
	a.client.Store, a.client.Pin, b.Store = to, old+"-new", to
	must(t, b.Begin(t.Context(), am, anna, old))
	if j, err := b.Read(t.Context()); err != nil || len(j.Ignored) != 2 {
		t.Errorf("%v, %q", err, j.Ignored)
	}
	// Whoever is added there judges alike, and the new team goes on.
	change(t, a, team.Add, bm, anna)
	for o, err := range b.Copies.List(t.Context(), "", "") {
		must(t, err)
		sealed, err := b.Copies.Get(t.Context(), o.Name)
		must(t, err)
		must(t, to.Create(t.Context(), o.Name, sealed))
	}
	if got := inForce(t, b, team.LexiconSubject); got != want {
		t.Error(got)
	}
	second := lexiconOf("second")
	p, err = b.Propose(t.Context(), second, anna)
	must(t, err)
	_, err = b.Review(t.Context(), p.Seq, true, "", bob)
	must(t, err)
	if got := inForce(t, b, team.LexiconSubject); got != "2 second by Anna and Bob" {
		t.Error(got)
	}
}
