package team_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// person is somebody with a machine of their own.
type person struct {
	id     *age.X25519Identity
	name   string
	client *team.Client
}

// OpenBytes implements team.Opener.
func (p *person) OpenBytes(b []byte) ([]byte, error) {
	b, _, err := seal.UnpackBytes(b[1:], p.id, 1<<20)
	return b, err
}

func (p *person) member() team.Member {
	return team.Member{Name: p.name, Recipient: p.id.Recipient().String(), Role: team.Analyst}
}

func (p *person) author() team.Author { return team.Author{Name: p.name} }

func newPerson(t *testing.T, s objects.Store, name string) *person {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	p := &person{id: id, name: name}
	p.client = &team.Client{Store: s, Key: p, Pin: filepath.Join(t.TempDir(), "team.json"), Now: time.Now,
		Recipient: func() (string, error) { return id.Recipient().String(), nil }}
	return p
}

func newStore(t *testing.T) objects.Store {
	t.Helper()
	f, err := objects.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// beginTeam begins a team to whose store this machine brings nothing.
func beginTeam(t *testing.T, c *team.Client, m team.Member, by team.Author) error {
	t.Helper()
	return (&team.Book{Client: c, Copies: newStore(t)}).Begin(t.Context(), m, by, "")
}

func add(t *testing.T, by, who *person) {
	t.Helper()
	_, err := by.client.Change(t.Context(), team.Add, who.member(), by.author())
	must(t, err)
}

// opens reports whether a person can read what another seals now.
func opens(t *testing.T, sealer, reader *person) bool {
	t.Helper()
	b, err := sealer.client.Seal([]byte("for the team"))
	must(t, err)
	got, err := reader.OpenBytes(b)
	return err == nil && string(got) == "for the team"
}

func TestMembersComeAndGo(t *testing.T) {
	s := newStore(t)
	anna, bob, cyril := newPerson(t, s, "Anna"), newPerson(t, s, "Bob"), newPerson(t, s, "Cyril")
	if _, _, err := anna.client.Look(t.Context()); !errors.Is(err, team.ErrNone) {
		t.Error("before the team:", err)
	}
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	if err := beginTeam(t, bob.client, bob.member(), bob.author()); !errors.Is(err, team.ErrNotAllowed) {
		t.Error("a second team:", err)
	}
	if _, _, err := bob.client.Look(t.Context()); !errors.Is(err, team.ErrNotMember) || !strings.Contains(err.Error(), "you are not in the team") {
		t.Error("before he was added:", err)
	}
	add(t, anna, bob)
	chain, unknown, err := bob.client.Look(t.Context())
	if err != nil || len(unknown) > 0 || !slices.Equal(team.Names(chain.Last().Members), []string{"Anna", "Bob"}) {
		t.Fatal(chain, unknown, err)
	}
	if !opens(t, anna, bob) || !opens(t, bob, anna) || opens(t, bob, cyril) {
		t.Error("what is sealed opens for others than the members")
	}
	_, err = anna.client.Change(t.Context(), team.Remove, team.Member{Name: "bob"}, anna.author())
	must(t, err)
	if opens(t, anna, bob) {
		t.Error("who was taken out reads what is sealed later")
	}
	add(t, anna, cyril)
	_, _, err = bob.client.Look(t.Context())
	if !errors.Is(err, team.ErrNotMember) || !strings.Contains(fmt.Sprint(err), "Anna") {
		t.Error("who was taken out is told:", err)
	}
	if _, _, err := cyril.client.Look(t.Context()); err != nil {
		t.Error(err)
	}
}

// Who was taken out and is added again, after changes that do not open for them, is told what they do not know and comes back by
// accepting it; who only writes into the store, and does not know those changes, brings nobody back.
func TestWhoIsAddedAgain(t *testing.T) {
	for _, between := range []int{0, 1, 2} {
		s := newStore(t)
		anna, bob := newPerson(t, s, "Anna"), newPerson(t, s, "Bob")
		must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
		add(t, anna, bob)
		_, _, err := bob.client.Look(t.Context())
		must(t, err)
		_, err = anna.client.Change(t.Context(), team.Remove, team.Member{Name: "bob"}, anna.author())
		must(t, err)
		for n := range between {
			add(t, anna, newPerson(t, s, fmt.Sprint("Member ", n)))
		}
		add(t, anna, bob)
		_, unknown, err := bob.client.Look(t.Context())
		if !errors.Is(err, team.ErrUnknownChange) || len(unknown) == 0 || !strings.Contains(err.Error(), "Anna, an unverified name, added Bob") {
			t.Fatalf("%d between: %v, %v", between, unknown, err)
		}
		if _, err := bob.client.Trust(t.Context()); err != nil || !opens(t, bob, anna) {
			t.Errorf("%d between: %v", between, err)
		}
		add(t, bob, newPerson(t, s, "Dora"))
		chain, _, err := anna.client.Look(t.Context())
		if !errors.Is(err, team.ErrUnknownChange) || len(chain.Last().Members) != 3+between {
			t.Errorf("%d between: %v", between, err)
		}
	}
	s := newStore(t)
	anna, bob, cyril, eve := newPerson(t, s, "Anna"), newPerson(t, s, "Bob"), newPerson(t, s, "Cyril"), newPerson(t, s, "Eve")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	add(t, anna, bob)
	_, _, err := bob.client.Look(t.Context())
	must(t, err)
	_, err = anna.client.Change(t.Context(), team.Remove, team.Member{Name: "bob"}, anna.author())
	must(t, err)
	add(t, anna, cyril)
	theirs := newStore(t)
	eve.client.Store = theirs
	must(t, beginTeam(t, eve.client, eve.member(), eve.author()))
	for n := range 3 {
		add(t, eve, newPerson(t, theirs, fmt.Sprint("Member ", n)))
	}
	add(t, eve, bob)
	exchange(t, s, theirs, "team/00000005", "team/00000005")
	if _, _, err := bob.client.Look(t.Context()); !errors.Is(err, team.ErrTampered) {
		t.Error("a change of another team:", err)
	}
}

// A change by somebody else must be accepted before anything is sealed to the new list.
func TestUnknownChangesMustBeAccepted(t *testing.T) {
	s := newStore(t)
	anna, bob, eve := newPerson(t, s, "Anna"), newPerson(t, s, "Bob"), newPerson(t, s, "Eve")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	add(t, anna, bob)
	_, _, err := bob.client.Look(t.Context())
	must(t, err)
	add(t, anna, eve)
	_, unknown, err := bob.client.Look(t.Context())
	if !errors.Is(err, team.ErrUnknownChange) || len(unknown) != 1 || !strings.Contains(fmt.Sprint(err), "Anna, an unverified name, added Eve") {
		t.Fatal(unknown, err)
	}
	if opens(t, bob, eve) {
		t.Error("sealed to somebody whom nobody accepted")
	}
	if _, err := bob.client.Change(t.Context(), team.Remove, team.Member{Name: "Eve"}, bob.author()); !errors.Is(err, team.ErrUnknownChange) {
		t.Error("a change on top of one that is not known:", err)
	}
	accepted, err := bob.client.Trust(t.Context())
	if err != nil || len(accepted) != 1 || !opens(t, bob, eve) {
		t.Error(accepted, err)
	}
}

func TestChangesThatMakeNoSense(t *testing.T) {
	s := newStore(t)
	anna := newPerson(t, s, "Anna")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	pq, err := age.GenerateHybridIdentity()
	must(t, err)
	other := newPerson(t, s, "Bob").member()
	for name, c := range map[string]struct {
		kind team.Kind
		m    team.Member
		want string
	}{
		"no member":        {team.Remove, team.Member{Name: "Bob"}, "no member"},
		"the last":         {team.Remove, team.Member{Name: "Anna"}, "last member"},
		"a name twice":     {team.Add, team.Member{Name: "anna", Recipient: other.Recipient, Role: team.Keeper}, "member already"},
		"a key twice":      {team.Add, team.Member{Name: "Bob", Recipient: anna.member().Recipient, Role: team.Keeper}, "Anna already"},
		"another role":     {team.Add, team.Member{Name: "Bob", Recipient: other.Recipient, Role: "boss"}, "role"},
		"no recipient":     {team.Add, team.Member{Name: "Bob", Recipient: "age1abc", Role: team.Keeper}, "not an age recipient"},
		"two kinds":        {team.Add, team.Member{Name: "Bob", Recipient: pq.Recipient().String(), Role: team.Keeper}, "one kind only"},
		"an identity file": {team.Add, team.Member{Name: "Bob", Recipient: pq.String(), Role: team.Keeper}, "not an age recipient"},
	} {
		_, err := anna.client.Change(t.Context(), c.kind, c.m, anna.author())
		if !errors.Is(err, team.ErrNotAllowed) || !strings.Contains(fmt.Sprint(err), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Of many who change the team at once each change stands, one behind the other, once it is known.
func TestChangesAtOnce(t *testing.T) {
	s := newStore(t)
	anna := newPerson(t, s, "Anna")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	var all sync.WaitGroup
	for n := range 8 {
		// One person at several machines: what one does, the others accept.
		again := *anna
		again.client = &team.Client{Store: s, Key: anna, Pin: filepath.Join(t.TempDir(), "pin"), Now: time.Now, Recipient: anna.client.Recipient}
		who := newPerson(t, s, fmt.Sprint("Member ", n))
		all.Go(func() {
			for {
				_, err := again.client.Change(t.Context(), team.Add, who.member(), again.author())
				if !errors.Is(err, team.ErrUnknownChange) {
					if err != nil {
						t.Error(err)
					}
					return
				}
				if _, err := again.client.Trust(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	chain, _, err := anna.client.Look(t.Context())
	if !errors.Is(err, team.ErrUnknownChange) || len(chain.Changes) != 9 || len(chain.Last().Members) != 9 {
		t.Error(len(chain.Changes), err)
	}
}

// Whoever can write into the store and has no key cannot make anybody seal to them.
func TestTamperedChains(t *testing.T) {
	s := newStore(t)
	anna, bob, eve := newPerson(t, s, "Anna"), newPerson(t, s, "Bob"), newPerson(t, s, "Eve")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	add(t, anna, bob)
	// Eve begins a team of her own elsewhere, seals it to Anna too, and puts it in the place of the first change.
	theirs := newStore(t)
	must(t, beginTeam(t, &team.Client{Store: theirs, Key: eve, Pin: filepath.Join(t.TempDir(), "p"), Now: time.Now}, eve.member(), eve.author()))
	exchange(t, s, theirs, "team/00000002", "team/00000001")
	if _, _, err := anna.client.Look(t.Context()); err == nil {
		t.Error("an exchanged change was not noticed")
	}
	if opens(t, anna, eve) {
		t.Error("sealed to Eve")
	}
	must(t, s.Delete(t.Context(), "team/00000002"))
	if _, _, err := anna.client.Look(t.Context()); !errors.Is(err, team.ErrTampered) {
		t.Error("the end was cut off:", err)
	}
}

func exchange(t *testing.T, s, theirs objects.Store, here, there string) {
	t.Helper()
	b, err := theirs.Get(context.Background(), there)
	must(t, err)
	must(t, s.Delete(t.Context(), here))
	must(t, s.Create(t.Context(), here, b))
}

// An emptied bucket, or the address of another, does not read as if there had never been a team.
func TestAStoreWithoutTheKnownTeamIsSaid(t *testing.T) {
	anna := newPerson(t, newStore(t), "Anna")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	anna.client.Store = newStore(t)
	_, _, err := anna.client.Look(t.Context())
	if !errors.Is(err, team.ErrGone) || errors.Is(err, team.ErrNone) || strings.Contains(err.Error(), "archive init") || !strings.Contains(err.Error(), "Ask Anna") {
		t.Error(err)
	}
}

// twoMembers are Anna, who began a team, and Bob, who has seen that he is in it.
func twoMembers(t *testing.T) (s objects.Store, anna, bob *person) {
	t.Helper()
	s = newStore(t)
	anna, bob = newPerson(t, s, "Anna"), newPerson(t, s, "Bob")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	add(t, anna, bob)
	_, _, err := bob.client.Look(t.Context())
	must(t, err)
	return s, anna, bob
}

// A change that is gone, or one that does not open, does not read as if this machine had been removed: who is can read so.
func TestForgedChangesAreNoRemoval(t *testing.T) {
	s, _, bob := twoMembers(t)
	second, err := s.Get(t.Context(), "team/00000002")
	must(t, err)
	tampered := func(what string) {
		t.Helper()
		_, _, err := bob.client.Look(t.Context())
		if !errors.Is(err, team.ErrTampered) || errors.Is(err, team.ErrNotMember) || !strings.Contains(err.Error(), "Ask the others") {
			t.Errorf("%s: %v", what, err)
		}
	}
	must(t, s.Delete(t.Context(), "team/00000002"))
	tampered("cut off")
	must(t, s.Create(t.Context(), "team/00000002", second))
	must(t, s.Create(t.Context(), "team/00000003", []byte("sealed to nobody whom the team knows")))
	tampered("forged")
}

// Who was taken out can read that change, and is told by whom they can ask.
func TestWhoIsRemovedIsTold(t *testing.T) {
	_, anna, bob := twoMembers(t)
	_, err := anna.client.Change(t.Context(), team.Remove, team.Member{Name: "Bob"}, anna.author())
	must(t, err)
	if _, _, err := bob.client.Look(t.Context()); !errors.Is(err, team.ErrNotMember) || !strings.Contains(err.Error(), "you were removed from the team. Its members are: Anna") {
		t.Error(err)
	}
}
