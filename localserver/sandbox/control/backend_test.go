package control

import (
	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
	"testing"
	"time"
)

func TestMultipleModeOffersOnlyBanksThatHaveIt(t *testing.T) {
	a := backend{New(Options{Client: "sandbox-test", State: state.New(1), Clock: state.NewClock(time.Now)})}
	for _, mode := range []string{"", "SINGLE", "MIXED", "MULTIPLE"} {
		targets := a.Targets("pl", mode)
		if len(targets) == 0 {
			t.Errorf("no bank in mode %q", mode)
		}
		for _, target := range targets {
			if target.Country != "pl" || (mode == "MULTIPLE" && !target.Multiple) {
				t.Errorf("%s: %+v", mode, target)
			}
		}
	}
	if n, all := len(a.Targets("", "")), len(a.Targets("all", "")); n != len(state.Catalogue) || all != n || len(a.Targets("xx", "")) != 0 {
		t.Errorf("%d and %d of %d", n, all, len(state.Catalogue))
	}
	if _, r := a.Begin(widget.Request{Client: "stranger"}); r == nil {
		t.Error("a stranger's client id was accepted")
	}
}
