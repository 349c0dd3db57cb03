package archive

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestMatchFindsWhatAPersonMeans(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	step := time.Minute
	s := open(t, t.TempDir(), Options{Now: func() time.Time { now = now.Add(step); return now }})
	for _, name := range []string{"latest", "last", "2026", ""} {
		if id, err := s.Match(name); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q in an empty archive: %s %v", name, id, err)
		}
	}
	var ids []string
	for range 3 {
		e, err := s.Save(t.Context(), NewImport{}, []byte("<reply/>"))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	_, token, _ := strings.Cut(ids[1], "-")
	for name, want := range map[string]string{
		"latest": ids[2], "last": ids[2], ids[0]: ids[0], ids[0][:len(ids[0])-3]: ids[0], ids[1][:15]: ids[1], token: ids[1], token[:9]: ids[1], token[:4]: ids[1],
	} {
		if id, err := s.Match(name); err != nil || id != want {
			t.Errorf("%q: %s %v, want %s", name, id, err, want)
		}
	}
	step = time.Millisecond
	for range 20 { // in the same second
		e, err := s.Save(t.Context(), NewImport{}, []byte("<reply/>"))
		if err != nil {
			t.Fatal(err)
		}
		ids[2] = e.ID
	}
	if id, err := s.Match("latest"); err != nil || id != ids[2] {
		t.Errorf("of one second: %s %v, want %s", id, err, ids[2])
	}
	_, err := s.Match("202603")
	if many, ok := errors.AsType[*AmbiguousError](err); !ok || len(many.IDs) != 23 || !strings.Contains(err.Error(), many.IDs[0]) || !strings.Contains(err.Error(), "23 saved imports") {
		t.Errorf("the beginning of all three: %v", err)
	}
	for _, name := range []string{"", "202", "2027", token[:3], "../" + ids[0], ids[0] + "x", "x" + token} {
		if id, err := s.Match(name); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %s %v", name, id, err)
		}
	}
}
