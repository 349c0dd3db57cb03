package team

import (
	"errors"
	"testing"
	"time"
)

// plain opens what is not sealed to others.
type plain struct{}

func (plain) OpenBytes(b []byte) ([]byte, error) {
	if string(b) == "sealed to others" {
		return nil, errors.New("it does not open")
	}
	return b, nil
}

func changeBehind(t *testing.T, before *Link, version int, seq int64) (*Change, []byte) {
	t.Helper()
	c := &Change{Kind: Begin, Members: []Member{{Name: "Anna"}}, Link: next(before, Author{Name: "Anna"}, time.Unix(0, 0))}
	c.Version, c.Seq = version, seq
	object, err := c.object(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, object
}

// A change of a newer program is not guessed at, and nothing that can be read follows on what is sealed to others.
func TestChangesThatAreNotTaken(t *testing.T) {
	_, newer := changeBehind(t, nil, changeVersion+1, 1)
	if err := (&Chain{}).take(1, newer, plain{}); !errors.Is(err, ErrNewer) {
		t.Error("a newer program's:", err)
	}
	c := &Chain{}
	one, object := changeBehind(t, nil, changeVersion, 1)
	if err := errors.Join(c.take(1, object, plain{}), c.take(2, []byte("sealed to others"), plain{})); err != nil || c.Out != 1 {
		t.Fatal(err, c.Out)
	}
	_, object = changeBehind(t, &one.Link, changeVersion, 3) // as if the one between were not there
	if err := c.take(3, object, plain{}); !errors.Is(err, ErrTampered) {
		t.Error("behind what is sealed to others:", err)
	}
}
