package team_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// lossy is a store that does what it is asked, and whose answer to a write is lost.
type lossy struct {
	objects.Store
	lost bool
}

func (s *lossy) Create(ctx context.Context, name string, b []byte) error {
	if err := s.Store.Create(ctx, name, b); err != nil || !s.lost {
		return err
	}
	return objects.ErrUnreachable
}

// A change whose answer was lost is made once: repeated, it says that it was done. What another did meanwhile is no change of this
// machine, and must be known first.
func TestARepeatedChangeIsMadeOnce(t *testing.T) {
	s := &lossy{Store: newStore(t)}
	anna, bob, cyril := newPerson(t, s, "Anna"), newPerson(t, s, "Bob"), newPerson(t, s, "Cyril")
	must(t, beginTeam(t, anna.client, anna.member(), anna.author()))
	for i, c := range []struct {
		kind team.Kind
		m    team.Member
	}{{team.Add, bob.member()}, {team.Remove, team.Member{Name: "bob"}}, {team.Add, cyril.member()}} {
		s.lost = true
		if _, err := anna.client.Change(t.Context(), c.kind, c.m, anna.author()); !errors.Is(err, objects.ErrUnreachable) || !strings.Contains(err.Error(), "run it again") || strings.Contains(err.Error(), "kept here") {
			t.Fatal(err)
		}
		s.lost = false
		for range 2 {
			done, err := anna.client.Change(t.Context(), c.kind, c.m, anna.author())
			if err != nil || !done.Again || done.Seq != int64(i+2) || done.Kind != c.kind {
				t.Fatalf("%+v, %v", done, err)
			}
		}
	}
	chain, unknown, err := anna.client.Look(t.Context())
	if must(t, err); len(unknown) > 0 || len(chain.Changes) != 4 || !slices.Equal(team.Names(chain.Last().Members), []string{"Anna", "Cyril"}) {
		t.Errorf("%+v %v", chain.Last().Members, unknown)
	}

	eve := newPerson(t, s, "Eve")
	add(t, cyril, newPerson(t, s, "Dora")) // Cyril looks first, and is believed
	if _, err := anna.client.Change(t.Context(), team.Add, eve.member(), anna.author()); !errors.Is(err, team.ErrUnknownChange) {
		t.Errorf("what Cyril did counts as known: %v", err)
	}
}

// Who is a member gets further keys, and another role where one is named; what others did stays theirs.
func TestAMemberGetsAKey(t *testing.T) {
	s := newStore(t)
	anna := newPerson(t, s, "Anna")
	first := anna.member()
	first.Role = team.Keeper
	must(t, beginTeam(t, anna.client, first, anna.author()))
	with := func(role team.Role, keys ...string) team.Member {
		return team.Member{Name: "ANNA", Recipient: first.Recipient, Role: role, Keys: keys}
	}
	for i, c := range []struct {
		m     team.Member
		again bool
		role  team.Role
		keys  []string
	}{
		{with(""), true, team.Keeper, nil},
		{with("", "SHA256:one"), false, team.Keeper, []string{"SHA256:one"}},
		{with("", "SHA256:one"), true, team.Keeper, []string{"SHA256:one"}},
		{with(team.Analyst, "SHA256:two"), false, team.Analyst, []string{"SHA256:one", "SHA256:two"}},
	} {
		done, err := anna.client.Change(t.Context(), team.Add, c.m, anna.author())
		must(t, err)
		chain, _, err := anna.client.Look(t.Context())
		must(t, err)
		m := chain.Last().Members
		if done.Again != c.again || len(m) != 1 || m[0].Name != "Anna" || m[0].Role != c.role || !slices.Equal(m[0].Keys, c.keys) {
			t.Errorf("%d: again %v, %+v", i, done.Again, m)
		}
		if said := team.Describe([]team.Change{*done}); !c.again && !strings.Contains(said, "changed the keys or the role of Anna") {
			t.Error(said)
		}
	}
	if got := anna.client.Person("SHA256:two"); got != "Anna" {
		t.Error(got)
	}
}
