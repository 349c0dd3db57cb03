package team

import (
	"strings"
	"testing"
)

func count(n int64) *int64 { return &n }

// Changes that older programs made do not say how many links there were: a link behind which one may stand may be by who was
// in the team before or behind it, and is refused where neither allows it.
func TestChangesOfOlderPrograms(t *testing.T) {
	anna, bob := Member{Name: "Anna"}, Member{Name: "Bob", Keys: []string{"b"}}
	signed := Member{Name: "Anna", Keys: []string{"a"}}
	old := history{{Seq: 1, In: []Member{anna}}, {Seq: 2, In: []Member{bob}}}
	mixed := history{{Seq: 1, Links: count(0), In: []Member{anna}}, {Seq: 2, In: []Member{bob}}, {Seq: 3, Links: count(4), In: []Member{signed}}}
	for name, c := range map[string]struct {
		h    history
		l    Link
		want string
	}{
		"nothing is known of then":     {old, Link{Seq: 9, Author: "Bob"}, ""},
		"before Bob, perhaps":          {mixed, Link{Seq: 4, Author: "Zoe"}, ""},
		"Bob unsigned, in between":     {mixed, Link{Seq: 4, Author: "Bob"}, "has an SSH key"},
		"Bob signed, in between":       {mixed, Link{Seq: 4, Author: "Bob", Key: "b"}, ""},
		"Anna unsigned, in between":    {mixed, Link{Seq: 4, Author: "Anna"}, ""},
		"Anna unsigned, behind it":     {mixed, Link{Seq: 5, Author: "Anna"}, "has an SSH key"},
		"Anna signed, behind it":       {mixed, Link{Seq: 5, Author: "whoever", Key: "a"}, ""},
		"nobody's key, behind it":      {mixed, Link{Seq: 5, Author: "Anna", Key: "z"}, "another SSH key"},
		"a name of nobody, behind it":  {mixed, Link{Seq: 5, Author: "Zoe"}, "neither the key nor the name"},
		"Anna's key before she had it": {mixed, Link{Seq: 2, Author: "Anna", Key: "a"}, ""},
	} {
		err := c.h.allows(&c.l)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
