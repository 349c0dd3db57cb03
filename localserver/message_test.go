package localserver

import (
	"strings"
	"testing"
	"unicode/utf8"

	"aisdesk/aisclient/text"
)

func TestMultipleAccessTokenComesFromTheOptions(t *testing.T) {
	with := func(options string) string {
		return `{"target":"K","sessionId":"1","sessionIdSignature":"ab","unknown":[1,{}],"options":` + options + `}`
	}
	cases := map[string]struct {
		options, token, name string
		note                 bool
	}{
		"granted":         {`{"officialName":"Bank","multipleAccessId":"ma-77.x"}`, "ma-77.x", "Bank", false},
		"not granted":     {`{"officialName":"Bank"}`, "", "Bank", false},
		"null":            {`{"officialName":null,"multipleAccessId":null,"more":{"a":[]}}`, "", "", false},
		"no options":      {`null`, "", "", false},
		"options of old":  {`["x"]`, "", "", false},
		"a number":        {`{"multipleAccessId":12}`, "", "", true},
		"with a space":    {`{"multipleAccessId":"a b"}`, "", "", true},
		"with an escape":  {`{"multipleAccessId":"a\u001b[2J"}`, "", "", true},
		"far too long":    {`{"multipleAccessId":"` + strings.Repeat("a", maxToken+1) + `"}`, "", "", true},
		"name of a bidi":  {`{"officialName":"Ba\u202enk"}`, "", "Ba\uFFFDnk", false},
		"name of a novel": {`{"officialName":"` + strings.Repeat("ż", 4000) + `"}`, "", strings.Repeat("ż", maxWords/2), false},
	}
	for name, c := range cases {
		s, note, err := readSession([]byte(with(c.options)))
		if err != nil || s.MultipleAccessID.Reveal() != c.token || s.OfficialName.String() != c.name || (note != "") != c.note {
			t.Errorf("%s: token %q, name %q, note %q, %v", name, s.MultipleAccessID.Reveal(), s.OfficialName, note, err)
		}
	}
}

func TestEventsAreCleanedAndCapped(t *testing.T) {
	e, err := readEvent([]byte(`{"kind":"error","tab":"t1","data":{"cause":"X\u0007","detail":"` + strings.Repeat("d", 5000) + `","target":{"no":"string"},"more":1}}`))
	if err != nil || e.kind != "error" || e.tab != "t1" || !e.link.Cause.Equal(text.Clean("X\a")) || len(e.link.Detail.String()) != maxDetail || !e.link.Target.Empty() {
		t.Errorf("%+v, %v", e, err)
	}
	for _, bad := range []string{``, `{}`, `[]`, `{"kind":1}`, `{"kind":""}`, `{"kind":"` + strings.Repeat("k", 33) + `"}`, `{"kind":"x","tab":7}`,
		`{"kind":"x","tab":"` + strings.Repeat("t", 65) + `"}`, `{"kind":"x"} x`, `{"kind":"x","kind":"y"}`, "{\"kind\":\"\xff\"}"} {
		if e, err := readEvent([]byte(bad)); err == nil {
			t.Errorf("%s is taken as %+v", bad, e)
		}
	}
}

// Whatever a page posts, what goes on is valid and within its caps.
func FuzzCallbacks(f *testing.F) {
	for _, s := range []string{validSession, `{"kind":"started","tab":"a"}`, `{"kind":"error","data":{"cause":"InvalidCredentials"}}`, `{"a":{"a":{"a":1}}}`, `{"a`, "{\"\\ud800\":1}", `{"kind":"x","data":[1,2]}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if s, _, err := readSession(body); err == nil {
			if s.Validate() != nil || s.Target == "" || len(s.OfficialName.String()) > 4*maxWords || len(s.MultipleAccessID.Reveal()) > maxToken {
				t.Errorf("taken: %+v", s)
			}
		}
		if e, err := readEvent(body); err == nil {
			for _, w := range []text.Text{e.link.Cause, e.link.Detail, e.link.Target, e.link.OfficialName, e.link.Country} {
				if !utf8.ValidString(w.String()) || len(w.String()) > 4*maxDetail {
					t.Errorf("words: %q", w)
				}
			}
		}
	})
}
