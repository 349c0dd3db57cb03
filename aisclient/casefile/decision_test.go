package casefile

import (
	"testing"

	"aisdesk/aisclient/signature"
)

func TestADecisionRestsOnWhatWasThere(t *testing.T) {
	l, f := begun(t)
	seen := l.State()
	do(t, l, ben, Exclude{[]Row{row(1)}, "a gift"})
	refused(t, l, anna, decision(seen, Approve, ""), "changed since event 2")
	without := decision(l.State(), Approve, "")
	without.Replies = nil
	refused(t, l, anna, without, "reply of import import-1")
	do(t, l, ben, Note{Text: "seen"}, Tag{"flat"}) // neither changes what a decision rests on
	do(t, l, anna, func() Decision { d := decision(l.State(), Approve, ""); d.Head.Seq = 3; return d }())
	s := reopened(t, f)
	if s.Decision == nil || s.Decision.Outcome != Approve || s.Decision.Waiting || s.Stale() != nil || s.Decision.Event.Author != "Anna" {
		t.Errorf("%+v, stale %v", s.Decision, s.Stale())
	}
	if string(s.Decision.Verdict) != `{"verdict":"confirmed"}` || s.Decision.Rules.Set != "2026-11-28" {
		t.Errorf("%+v", s.Decision)
	}
}

// Who decides without having seen another's decision is told of it; who agrees with it is the second.
func TestADecisionOvertakenByAnother(t *testing.T) {
	l, _ := begun(t)
	seen := l.State()
	do(t, l, ben, decision(seen, Reject, ""))
	refused(t, l, anna, decision(seen, Approve, ""), "Ben decided to reject meanwhile (event 3)")
	do(t, l, anna, decision(l.State(), Approve, "")) // having seen it
	other, _ := begun(t)
	seen = other.State()
	do(t, other, ben, decision(seen, Reject, FourEyesAll))
	do(t, other, anna, decision(seen, Reject, FourEyesAll))
	if d := other.State().Decision; d == nil || d.Waiting || d.Second == nil {
		t.Errorf("%+v", d)
	}
}

func TestADecisionBecomesStale(t *testing.T) {
	for name, a := range map[string]Act{"import": reply(2), "file": File{Import: "f", Name: "x", SHA256: "y"}, "claims": Claims{[]byte("{}")},
		"exclude": Exclude{[]Row{row(1)}, "x"}, "relabel": Relabel{[]Row{row(1)}, "rent", []string{"other_out"}, "x"}, "undo": Undo{3, "x"}} {
		l, f := begun(t)
		do(t, l, anna, Exclude{[]Row{row(9)}, "x"})
		do(t, l, anna, decision(l.State(), Reject, ""))
		do(t, l, ben, a)
		s := reopened(t, f)
		if stale := s.Stale(); len(stale) != 1 || stale[0].Seq != 5 || stale[0].Author != "Ben" {
			t.Errorf("%s: %+v", name, stale)
		}
		do(t, l, ben, Undo{5, "sorry"})
		if s = reopened(t, f); s.Stale() != nil {
			t.Errorf("%s undone: %+v", name, s.Stale())
		}
		do(t, l, ben, Exclude{[]Row{row(5)}, "x"})
		if stale := reopened(t, f).Stale(); len(stale) != 1 || stale[0].Seq != 7 {
			t.Errorf("%s was undone, and then a row excluded: %+v", name, stale)
		}
	}
}

// What a stale decision does not rest on any more names the acts that changed it, and no undone tag or note.
func TestAnUndoneTagMakesNoDecisionStale(t *testing.T) {
	l, f := begun(t)
	do(t, l, anna, Exclude{[]Row{row(9)}, "x"}) // 3
	do(t, l, anna, Tag{"urgent"})               // 4
	do(t, l, anna, decision(l.State(), Reject, ""))
	do(t, l, ben, Undo{4, "not urgent"})
	if s := reopened(t, f); s.Stale() != nil {
		t.Errorf("%+v", s.Stale())
	}
	do(t, l, ben, Undo{3, "it counts"})
	if stale := reopened(t, f).Stale(); len(stale) != 1 || stale[0].Seq != 7 {
		t.Errorf("%+v", stale)
	}
}

func TestFourEyes(t *testing.T) {
	type step struct {
		by   Author
		o    Outcome
		f    FourEyes
		want string // "alone", "waits", "both", or why it is refused
	}
	a, b := signedBy("k1"), signedBy("k2")
	a2 := signedBy("k1b") // another key of the same person
	for name, steps := range map[string][]step{
		"none":                     {{anna, Approve, FourEyesNone, "alone"}},
		"approve":                  {{anna, Approve, FourEyesApprove, "waits"}, {ben, Approve, FourEyesApprove, "both"}},
		"refusing needs one":       {{anna, Reject, FourEyesApprove, "alone"}},
		"referring needs one":      {{anna, Refer, FourEyesApprove, "alone"}},
		"all":                      {{anna, Reject, FourEyesAll, "waits"}, {ben, Reject, FourEyesAll, "both"}},
		"the same name":            {{anna, Approve, FourEyesApprove, "waits"}, {Author{Name: " anna "}, Approve, FourEyesApprove, "decided this already"}},
		"the same key, other name": {{a, Approve, FourEyesApprove, "waits"}, {Author{"Ben", a.Signer}, Approve, FourEyesApprove, "decided this already"}},
		"two keys of one member":   {{a, Approve, FourEyesApprove, "waits"}, {a2, Approve, FourEyesApprove, "decided this already"}},
		"two keys":                 {{a, Approve, FourEyesApprove, "waits"}, {b, Approve, FourEyesApprove, "both"}},
		"one signs":                {{a, Approve, FourEyesApprove, "waits"}, {ben, Approve, FourEyesApprove, "Sign both"}},
		"the first one alone, the second's setting asks for two": {{anna, Approve, FourEyesNone, "alone"}, {ben, Approve, FourEyesApprove, "both"}},
		"the first one's setting asks for two":                   {{anna, Approve, FourEyesAll, "waits"}, {anna, Approve, FourEyesNone, "decided this already"}, {ben, Approve, FourEyesNone, "both"}},
		"another outcome begins anew":                            {{anna, Approve, FourEyesAll, "waits"}, {ben, Reject, FourEyesAll, "waits"}, {anna, Reject, FourEyesAll, "both"}},
		"a third who agrees":                                     {{anna, Approve, FourEyesAll, "waits"}, {ben, Approve, FourEyesAll, "both"}, {Author{Name: "Cleo"}, Approve, FourEyesAll, "Anna and Ben have decided this (events 3 and 4)"}, {anna, Approve, FourEyesAll, "have decided this"}},
		"a third":                                                {{anna, Approve, FourEyesAll, "waits"}, {ben, Approve, FourEyesAll, "both"}, {anna, Refer, FourEyesAll, "waits"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := folderOf(t, t.TempDir())
			member := func(key string) string { return map[string]string{"SHA256:k1": "anna", "SHA256:k1b": "anna"}[key] }
			l := Start(f, caseID, LogOptions{Options: Options{Member: member}})
			do(t, l, anna, jan, reply(1))
			for i, s := range steps {
				l.state.ReadOnly = "" // the test's signatures are none
				_, err := l.Append(t.Context(), decision(l.State(), s.o, s.f), s.by)
				d := l.State().Decision
				got := ""
				switch {
				case err != nil:
					refusedBy(t, err, s.want)
					continue
				case d.Waiting:
					got = "waits"
				case d.Second != nil:
					got = "both"
				default:
					got = "alone"
				}
				if got != s.want {
					t.Errorf("step %d: %s, want %s", i, got, s.want)
				}
				if got == "both" && d.NamesClaimed != (s.by.Signer == nil) {
					t.Error("names claimed:", d.NamesClaimed)
				}
			}
		})
	}
}

// An approval that waited counts no more when the first person takes theirs back.
func TestAnUndoneFirstDecisionLeavesTheSecondWaiting(t *testing.T) {
	l, f := begun(t)
	do(t, l, anna, decision(l.State(), Approve, FourEyesApprove))
	do(t, l, ben, decision(l.State(), Approve, FourEyesApprove))
	do(t, l, anna, Undo{3, "not yet"})
	if d := reopened(t, f).Decision; d == nil || !d.Waiting || d.Event.Author != "Ben" {
		t.Errorf("%+v", d)
	}
}

// testSigner names a key and signs nothing: folds do not look at signatures, logs do.
type testSigner string

func (s testSigner) Key() signature.Key { return signature.Key{Fingerprint: "SHA256:" + string(s)} }
func (s testSigner) Sign(signature.Namespace, []byte) ([]byte, error) {
	return []byte("no signature"), nil
}

func signedBy(key string) Author { return Author{"Somebody", testSigner(key)} }

// However one name is written it is one person; another name is another.
func TestSpellingsOfANameAreOnePerson(t *testing.T) {
	for name, other := range map[string]bool{"ANNA ŁĄCKA": false, "Ａｎｎａ Łącka": false, "An\u200bna Łącka": false, "Anna  Ła\u0328cka": false, "Anna\u00a0Łącka": false,
		"Anna Łącka\u3164": false, "Anna-Łącka.": false, "\U0001d400nna Łącka": false, "Anna Łącka\ufe0f": false, "\u0410nna Łącka": false, "\u0410\u043d\u043d\u0430 Łącka": false, "\u13aannа L\u0430ck\u0430": false,
		"Hanna Łącka": true, "Anna Łącka 2": true, "Анна Коваль": true} {
		l, _ := begun(t)
		do(t, l, Author{Name: "Anna Łącka"}, decision(l.State(), Approve, FourEyesApprove))
		_, err := l.Append(t.Context(), decision(l.State(), Approve, FourEyesApprove), Author{Name: name})
		if (err == nil) != other || l.State().Decision.Waiting == other {
			t.Errorf("%q is another person than Anna Łącka: %v (%v)", name, !other, err)
		}
	}
}

// Two decisions are two people's on one case only where they rest on the same: what came between begins them anew.
func TestTheSecondPersonDecidesOnTheSame(t *testing.T) {
	l, _ := begun(t)
	do(t, l, anna, decision(l.State(), Approve, FourEyesAll))
	do(t, l, anna, Exclude{[]Row{row(1)}, "a gift"})
	do(t, l, ben, decision(l.State(), Approve, FourEyesAll))
	if d := l.State().Decision; !d.Waiting || d.Second != nil || d.Event.Author != "Ben" {
		t.Errorf("%+v", d)
	}
	do(t, l, anna, decision(l.State(), Approve, FourEyesAll))
	if d := l.State().Decision; d.Waiting || d.Second == nil || d.Second.Author != "Anna" {
		t.Errorf("%+v", d)
	}
}

// A row that gets yet another category after a decision makes it stale, as the first relabelling would.
func TestAnotherCategoryMakesADecisionStale(t *testing.T) {
	l, _ := begun(t)
	do(t, l, anna, Relabel{[]Row{row(1)}, "salary", []string{"other_in"}, "a payslip"})
	do(t, l, anna, decision(l.State(), Approve, FourEyesNone))
	if stale := l.State().Stale(); stale != nil {
		t.Fatalf("%+v", stale)
	}
	do(t, l, ben, Relabel{[]Row{row(1)}, "refund", []string{"other_in"}, "it was none"})
	if stale := l.State().Stale(); len(stale) != 1 || stale[0].Seq != l.State().Head.Seq {
		t.Errorf("%+v", stale)
	}
}
