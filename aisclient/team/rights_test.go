package team_test

import (
	"context"
	"errors"
	"testing"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// replacing is a store that seals again.
type replacing struct{ objects.Store }

func (r replacing) Replace(ctx context.Context, name string, b []byte) error {
	return errors.Join(r.Delete(ctx, name), r.Create(ctx, name, b))
}

// A desk does no more in the store than the role of its person: an auditor reads, an analyst deletes nothing, a keeper does all.
// Whoever is in no team begins one.
func TestADeskKeepsToTheRoleOfItsPerson(t *testing.T) {
	s := replacing{newStore(t)}
	people := map[team.Role]*person{}
	for _, role := range []team.Role{team.Keeper, team.Analyst, team.Auditor} {
		p := newPerson(t, s, string(role))
		p.client.Store = p.client.Within(s)
		m := p.member()
		m.Role = role
		if role == team.Keeper {
			must(t, beginTeam(t, p.client, m, p.author()))
		} else if _, err := people[team.Keeper].client.Change(t.Context(), team.Add, m, people[team.Keeper].author()); err != nil {
			t.Fatal(err)
		}
		_, _, err := p.client.Look(t.Context())
		must(t, err)
		people[role] = p
	}
	for role, want := range map[team.Role]struct{ write, erase string }{
		team.Keeper:  {},
		team.Analyst: {"", "your role in the team is analyst, who deletes nothing in its store"},
		team.Auditor: {"your role in the team is auditor, who only reads. analyst or keeper can do it", "your role in the team is auditor, who deletes nothing in its store"},
	} {
		store, name := people[role].client.Within(s), "of/"+string(role)
		must(t, s.Create(t.Context(), name+".there", nil))
		for _, try := range []struct {
			verb, want string
			err        error
		}{{"create", want.write, store.Create(t.Context(), name, nil)}, {"seal again", want.write, store.Replace(t.Context(), name+".there", nil)}, {"delete", want.erase, store.Delete(t.Context(), name+".there")}} {
			if (try.err == nil) != (try.want == "") || try.err != nil && (try.err.Error() != try.want || !errors.Is(try.err, objects.ErrDenied)) {
				t.Errorf("%s, %s: %v", role, try.verb, try.err)
			}
		}
		got := 0
		for range store.List(t.Context(), "of/", "") {
			got++
		}
		if got == 0 {
			t.Errorf("%s lists nothing", role)
		}
	}
	auditor, keeper := people[team.Auditor], people[team.Keeper]
	if _, err := auditor.client.Change(t.Context(), team.Remove, team.Member{Name: "analyst"}, auditor.author()); !errors.Is(err, objects.ErrDenied) {
		t.Error("an auditor took somebody out of the team:", err)
	}
	_, err := keeper.client.Change(t.Context(), team.Remove, team.Member{Name: "analyst"}, keeper.author())
	must(t, err)
	if _, err := keeper.client.Change(t.Context(), team.Remove, team.Member{Name: "keeper"}, keeper.author()); !errors.Is(err, team.ErrNotAllowed) {
		t.Error("a team of auditors alone:", err)
	}
}
