package sandbox

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/widget"
)

func TestOldSessionsAreForgotten(t *testing.T) {
	st := newState(1)
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	for i := range 600 {
		s := st.open(session{owner: fmt.Sprint("o", i), customer: &bank.Customer{}}, now)
		if _, r := st.start(command{session: s}, now); r != nil {
			t.Fatal(r)
		}
		st.redirect(redirection{created: now})
	}
	now = now.Add(retention + sessionLife + time.Hour)
	for range 512 {
		st.open(session{customer: &bank.Customer{}}, now)
	}
	if s, c, o, r := len(st.sessions), len(st.commands), len(st.owners), len(st.redirections); s > 512 || c != 0 || o != 0 || r != 0 {
		t.Errorf("%d sessions, %d commands, %d owners, %d redirections are kept", s, c, o, r)
	}
}

func TestIDsGrowAndSignaturesAreHexadecimal(t *testing.T) {
	st := newState(1)
	last := ""
	for range 100 {
		s := st.open(session{customer: &bank.Customer{}}, time.Now())
		if s.id <= last || len(s.id) != 9 || len(s.signature) != 64 {
			t.Fatalf("%s after %s, signature %s", s.id, last, s.signature)
		}
		last = s.id
	}
}

func TestMessagesComeInTheTargetsLanguage(t *testing.T) {
	for country, all := range friendly {
		for name, text := range all {
			if exceptionNamed(name).name != name || text == "" {
				t.Errorf("%s %s: %q", country, name, text)
			}
		}
		if len(all) != len(friendly["pl"]) {
			t.Errorf("%s has %d messages, pl %d", country, len(all), len(friendly["pl"]))
		}
	}
	r := exceptionNamed("AccessBlocked").refusal()
	if got := r.in("es").friendly; got != "El banco ha bloqueado el acceso." {
		t.Errorf("es: %q", got)
	}
	if got := r.in("ro").friendly; got != "" || r.friendly != "" {
		t.Errorf("ro: %q", got)
	}
}

func TestKebab(t *testing.T) {
	for name, want := range map[string]string{"InvalidSessionId": "invalid-session-id", "IO": "io", "IOException": "io-exception", "AccessBlocked": "access-blocked"} {
		if got := kebab(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestMasks(t *testing.T) {
	for key, want := range map[string]string{"": "", "abcd": "****", "abcdef": "ab**ef"} {
		if got := maskKey(key); got != want {
			t.Errorf("key %q: %q", key, got)
		}
	}
	for ip, want := range map[string]string{"127.0.0.1": "127.0.***.***", "::1": ":***", "fe80::1": "fe80:***"} {
		if got := maskIP(ip); got != want {
			t.Errorf("ip %q: %q", ip, got)
		}
	}
}

func TestBadOptions(t *testing.T) {
	for _, o := range []Options{{Speed: -1}, {Speed: math.NaN()}, {Speed: math.Inf(1)}, {Scenario: "x"}, {APIAddr: "nowhere"}, {CustomersFile: "testdata/none.toml"}} {
		if s, err := New(o); err == nil {
			s.Close(t.Context())
			t.Errorf("%+v was accepted", o)
		}
	}
}

func TestMultipleModeOffersOnlyBanksThatHaveIt(t *testing.T) {
	s := Start(t)
	a := authority{s}
	for _, mode := range []string{"", "SINGLE", "MIXED", "MULTIPLE"} {
		for _, target := range a.Targets("pl", mode) {
			if target.Country != "pl" || (mode == "MULTIPLE" && !target.Multiple) {
				t.Errorf("%s: %+v", mode, target)
			}
		}
	}
	if n, all := len(a.Targets("", "")), len(a.Targets("all", "")); n != len(catalogue) || all != n || len(a.Targets("xx", "")) != 0 {
		t.Errorf("%d and %d of %d", n, all, len(catalogue))
	}
	if _, r := a.Begin(widget.Request{Client: "stranger"}); r == nil {
		t.Error("a stranger's client id was accepted")
	}
}

func TestProgressCurves(t *testing.T) {
	for curve, want := range map[string]string{
		"": "5 20 50 75 95", "steps": "5 20 50 75 95", "linear": "0 25 50 75 99", "stuck": "0 99 99 99 99", "backwards": "100 75 50 25 1", "zero": "0 0 0 0 0", "over": "0 62 125 187 247",
	} {
		got := ""
		for _, share := range []float64{0, 0.25, 0.5, 0.75, 0.99} {
			got += fmt.Sprint(" ", progress(curve, share))
		}
		if got != " "+want {
			t.Errorf("%q:%s", curve, got)
		}
	}
}

func TestHostileTextIsInEveryField(t *testing.T) {
	text := func(c *bank.Customer) string { return fmt.Sprintf("%+v", *c) }
	before := sample()
	after := (&rewriter{texts: []string{"<hostile>"}, codes: true}).rewrite(before)
	for _, word := range []string{"Ada", "Krótka", "OWNER", "84031939201", "5252344078", "312345676", "+48512", "ada@", "DOWÓD", "ZZC1", "1984-03-19", "Łódź", "Konto", "KARTA", "ZAPŁATA", "grocery", "0308", "Karta", "kino"} {
		if s := text(after); strings.Contains(s, word) {
			t.Errorf("%s is still there", word)
		}
	}
	if text(before) != text(sample()) {
		t.Error("the customer itself was changed")
	}
}
