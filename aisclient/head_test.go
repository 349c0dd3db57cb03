package aisclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"aisdesk/aisclient/replytest"
)

func headOf(t *testing.T, raw string) *Head {
	t.Helper()
	h, err := DecodeHead([]byte(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return h
}

func TestHeadOfEachReply(t *testing.T) {
	for raw, want := range map[string]string{
		// the 202 of a default import in 2023 and in 2016
		`<reply status="202 Accepted" user="acme-test" ownerExternalId="app-1" responseTimestamp="2026-01-02T03:04:05Z"><command id="455000001" state="setup" name="DefaultImportCommand"><progress><value>0</value></progress></command></reply>`: "202 acme-test app-1 command 455000001 setup 0 final=false known=true",
		`<reply status="202 Accepted"><command id="1" state="in_progress"/></reply>`:                                                                                                             "202   command 1 in_progress 0 final=false known=true",
		`<reply status="200 OK"><command id="1" state="sleeping"><progress><value>20</value></progress></command></reply>`:                                                                       "200   command 1 sleeping 20 final=false known=false",
		`<reply status="200 OK"><command id="1" state="fatal"><progress>7</progress><exception name="IO"><message>a</message><friendlyMessage>b</friendlyMessage></exception></command></reply>`: "200   command 1 fatal 7 final=true known=true IO a b",
		`<reply status="400 Bad Request" user="u"><exception name="InvalidSince"><message>m</message></exception></reply>`:                                                                       "400 u  exception InvalidSince m ",
		`<reply status="401 Unauthorized"><comment>IP 10.*.*.1 or key 1a***9f</comment></reply>`:                                                                                                 "401   comment IP 10.*.*.1 or key 1a***9f",
		`<reply status="200 OK"><models/></reply>`: "200   models",
		`<reply/>`: "0   ",
	} {
		h := headOf(t, raw)
		got := fmt.Sprintf("%d %s %s %s", h.Envelope.Code(), h.Envelope.User, h.Envelope.OwnerExternalID, h.Payload)
		if c := h.Command; c != nil {
			got += fmt.Sprintf(" %s %s %v final=%v known=%v", c.ID, c.State, c.Progress, c.State.Final(), c.State.Known())
			if e := c.Exception; e != nil {
				got += fmt.Sprintf(" %s %s %s", e.Name, e.Message, e.FriendlyMessage)
			}
		}
		if e := h.Exception; e != nil {
			got += fmt.Sprintf(" %s %s %s", e.Name, e.Message, e.FriendlyMessage)
		}
		if !h.Comment.Empty() {
			got += " " + h.Comment.String()
		}
		if got != want {
			t.Errorf("%s\n got %q\nwant %q", raw, got, want)
		}
	}
}

func TestHeadOfAWholeImportPassesOverIt(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 2000})
	h, err := DecodeHead(raw)
	if err != nil || !h.HasResult || h.Command.Target.String() != "KontoBank" || len(h.Warnings) > 0 {
		t.Fatalf("%+v, %v", h, err)
	}
	if _, err := DecodeHead(raw[:len(raw)-20]); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a cut reply with a whole head: %v", err)
	}
}

func TestStrangeProgressAndTimesAreCountedNotRefused(t *testing.T) {
	h := headOf(t, `<reply responseTimestamp="yesterday"><command><progress><value>half</value><eta/></progress></command></reply>`)
	want := []Warning{
		{"reply/@responseTimestamp", "not a time", 1},
		{"reply/command/progress", "not a number", 1},
		{"reply/command/progress/eta", "unknown element", 1},
	}
	if !reflect.DeepEqual(h.Warnings, want) || h.Command.Progress != 0 {
		t.Errorf("%v, progress %v", h.Warnings, h.Command.Progress)
	}
}

func TestWarningsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<reply><command state="successful"><result>`)
	for i := range 1000 {
		fmt.Fprintf(&b, "<new%d/>", i)
	}
	b.WriteString("</result></command></reply>")
	imp := decode(t, b.String())
	total := 0
	for _, w := range imp.Warnings {
		total += w.Count
	}
	if len(imp.Warnings) != 200+1 || total != 1000 {
		t.Errorf("%d warnings that count %d", len(imp.Warnings), total)
	}
}

func TestTreeFindsItsElements(t *testing.T) {
	e, err := decodeTree(context.Background(), bytes.NewReader([]byte(`<reply status="200 OK"><targets><target name="A" x="&#x1b5;"><commands><command name="c1"/><command name="c2"/></commands></target><target name="B"/></targets>
	<models><model id="m"><scores><score><value> 0.61 </value></score></scores></model></models></reply>`)), DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	targets := e.All("targets/target")
	if len(targets) != 2 || targets[1].Attr("name") != "B" || len(targets[0].All("commands/command")) != 2 || targets[0].TextAttr("x").String() != "Ƶ" {
		t.Errorf("targets %+v", targets)
	}
	if v := e.At("models/model/scores/score/value"); v.Value() != "0.61" || v.Text().String() != "0.61" {
		t.Errorf("score %+v", v)
	}
	if v := e.At("models/nothing/at/all"); v != nil || v.Attr("x") != "" || v.Text().String() != "" || v.All("y") != nil || v.At("z") != nil {
		t.Errorf("what is not there: %+v", v)
	}
}
