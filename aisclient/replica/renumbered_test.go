package replica_test

import (
	"encoding/json"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3/s3test"
)

// joan is a case that two machines have.
func joan(t *testing.T) (server *s3test.Server, anna, bob *machine, id string) {
	t.Helper()
	server, all := newTeam(t, "Anna", "Bob")
	id = newCase()
	all[0].must(all[0].act(id, casefile.Label{Label: "Joan"}))
	all[0].sync()
	all[1].sync()
	return server, all[0], all[1], id
}

// decision is one on the case as a machine has it.
func (d *machine) decision(id string, o casefile.Outcome) casefile.Decision {
	d.t.Helper()
	s := d.state(id)
	return casefile.Decision{Outcome: o, Reason: "seen", Head: s.Head, Basis: s.Basis, Replies: s.Replies(), Verdict: json.RawMessage(`{"verdict":"confirmed","owner":"Joan Invented"}`)}
}

// What was done and undone offline is what is undone, though its number went to somebody else's act meanwhile.
func TestAnUndoMadeOfflineUndoesItsOwnAct(t *testing.T) {
	server, anna, bob, c := joan(t)
	server.Down(true)
	bob.must(bob.act(c, casefile.Note{Text: "a slip"}))
	if n := bob.FirstWaiting(t.Context(), c); n != 2 {
		t.Errorf("event %d waits first", n)
	}
	bob.must(bob.act(c, casefile.Undo{Seq: 2, Reason: "a slip"}))
	server.Down(false)
	anna.must(anna.act(c, casefile.Tag{Tag: "urgent"}))
	if rep := bob.sync(); rep.Acts != 2 || rep.Refused != 0 {
		t.Errorf("%+v", rep)
	}
	anna.sync()
	for _, d := range []*machine{anna, bob} {
		if s := d.state(c); len(s.Tags) != 1 || len(s.Notes) != 0 || s.History[2].Undone != 4 || d.FirstWaiting(t.Context(), c) != 0 {
			t.Errorf("%s: %v %v, %+v", d.name, s.Tags, s.Notes, s.History[2])
		}
	}
}

// Who decided offline, on what they had just done themselves, is told of whoever decided otherwise meanwhile.
func TestADecisionMadeOfflineIsToldOfAnother(t *testing.T) {
	server, anna, bob, c := joan(t)
	server.Down(true)
	bob.must(bob.act(c, casefile.Note{Text: "the payslips fit"}))
	bob.must(bob.act(c, bob.decision(c, casefile.Approve)))
	server.Down(false)
	anna.must(anna.act(c, anna.decision(c, casefile.Reject)))
	if rep := bob.sync(); rep.Acts != 1 || rep.Refused != 1 {
		t.Errorf("%+v", rep)
	}
	if d := bob.state(c).Decision; d == nil || d.Outcome != casefile.Reject {
		t.Errorf("Anna's decision is gone: %+v", d)
	}
	refused, err := bob.Refused()
	if err != nil || len(refused) != 1 || refused[0].First == nil || refused[0].First.Author != "Anna" || !strings.Contains(refused[0].Why, "Anna decided to reject meanwhile (event 2)") {
		t.Fatalf("%+v, %v", refused, err)
	}
	if act := string(refused[0].Act); !strings.Contains(act, "approve") || strings.Contains(act, "Invented") {
		t.Errorf("the act is told with the program's verdict, or not at all: %s", act)
	}
	// Once the case is erased nothing of it stays in what was refused.
	l := anna.log(c)
	anna.must(anna.act(c, casefile.Erased{Reason: "asked for"}))
	anna.must(l.EndErasure(t.Context(), func(string) error { return nil }))
	bob.sync()
	if refused, err = bob.Refused(); err != nil || len(refused) != 1 || string(refused[0].Act) != "null" {
		t.Errorf("%+v, %v", refused, err)
	}
}

// Where the sending is cut off in the middle the case is as it was, one can work on it, and nothing is lost or there twice.
func TestASendingThatIsCutOff(t *testing.T) {
	server, anna, bob, c := joan(t)
	server.Down(true)
	bob.must(bob.act(c, casefile.Note{Text: "one"}))
	bob.must(bob.act(c, casefile.Note{Text: "two"}))
	bob.must(bob.act(c, casefile.Undo{Seq: 3, Reason: "a slip"}))
	server.Down(false)
	anna.must(anna.act(c, casefile.Tag{Tag: "first"}))
	anna.must(anna.act(c, casefile.Tag{Tag: "second"}))
	server.Add(&s3test.Fault{Kind: s3test.DropBefore, Method: "PUT", Name: "00000005.event"})
	if _, err := bob.Sync(t.Context()); err == nil {
		t.Fatal("it was not cut off")
	}
	if s := bob.state(c); s.ReadOnly != "" || len(s.History) != 4 || len(s.Notes) != 1 {
		t.Errorf("%q, %d events, %v", s.ReadOnly, len(s.History), s.Notes)
	}
	bob.must(bob.act(c, casefile.Note{Text: "three"}))
	server.Heal()
	bob.sync()
	anna.sync()
	for _, d := range []*machine{anna, bob} {
		s := d.state(c)
		if len(s.History) != 7 || len(s.Tags) != 2 || len(s.Notes) != 2 || s.Notes[0].Text != "one" || s.Notes[1].Text != "three" {
			t.Errorf("%s: %d events, %v, %+v", d.name, len(s.History), s.Tags, s.Notes)
		}
	}
	if checked, err := casefile.Check(t.Context(), bob.folder, c, bob.Seal(), nil); err != nil || len(checked.Problems) > 0 {
		t.Errorf("%v, %+v", err, checked.Problems)
	}
}
