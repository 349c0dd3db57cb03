package casefile_test

import (
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// The loser of a race is told whose act came first, though others came in between.
func TestTheLoserIsToldWhoWasFirst(t *testing.T) {
	dir := t.TempDir()
	s, err := objects.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id := "20261128T100000Z-abcdefghijklm"
	act := func(l *casefile.Log, name string, a casefile.Act) error {
		_, err := l.Append(t.Context(), a, casefile.Author{Name: name})
		return err
	}
	anna, bob := casefile.Start(s, id, casefile.LogOptions{}), casefile.Start(s, id, casefile.LogOptions{})
	if err := errors.Join(act(anna, "Anna", casefile.Label{Label: "Joan"}), bob.Refresh(t.Context()), act(anna, "Anna", casefile.Status{Status: "review"}),
		act(anna, "Cyril", casefile.Note{Text: "seen"})); err != nil {
		t.Fatal(err)
	}
	err = act(bob, "Bob", casefile.Status{Status: "review"})
	var first *casefile.OvertakenError
	if !errors.As(err, &first) || first.First.Seq != 2 || !errors.Is(err, casefile.ErrNotAllowed) || !strings.Contains(err.Error(), "The status by Anna (event 2") {
		t.Error(err)
	}
	err = act(bob, "Bob", casefile.Status{Status: "review"}) // he has seen it now
	if errors.As(err, &first) || !errors.Is(err, casefile.ErrNotAllowed) {
		t.Error(err)
	}
}
