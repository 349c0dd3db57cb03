package aisclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fixtures are whole replies of every shape that the service has had since 2016, with invented people.
func fixtures(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("testdata/replies/*.xml")
	if err != nil || len(paths) < 11 {
		t.Fatalf("%d fixtures, %v", len(paths), err)
	}
	all := map[string][]byte{}
	for _, p := range paths {
		if all[p], err = os.ReadFile(p); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// Every shape of reply is read as its golden says: the whole model with its warnings, or why there is no import.
func TestRepliesOfEveryShape(t *testing.T) {
	for path, raw := range fixtures(t) {
		imp, err := Decode(t.Context(), bytes.NewReader(raw), DecodeOptions{})
		if err != nil && !errors.Is(err, ErrNoImport) {
			t.Errorf("%s: %v", path, err)
			continue
		}
		said := struct {
			Error  string  `json:"error,omitempty"`
			Import *Import `json:"import"`
		}{Import: imp}
		if err != nil {
			said.Error = err.Error()
		}
		got, err := json.MarshalIndent(said, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden := strings.TrimSuffix(path, ".xml") + ".golden.json"
		if *update {
			if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(bytes.TrimSpace(want), got) {
			t.Errorf("%s is read otherwise than %s says:\n%s", path, golden, got)
		}
	}
}

// The same reply indented, on one line, with line ends of another system, or with every other letter as a
// reference is the same import.
func TestTheLayoutOfAReplyMeansNothing(t *testing.T) {
	for path, raw := range fixtures(t) {
		want, wantErr := Decode(t.Context(), bytes.NewReader(raw), DecodeOptions{})
		for how, change := range map[string]func(string) string{
			"compact":         func(s string) string { return betweenTags.ReplaceAllString(s, "><") },
			"indented":        func(s string) string { return betweenTags.ReplaceAllString(s, ">\n\t  <") },
			"CRLF":            func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
			"references":      func(s string) string { return references(s, "&#%d;") },
			"hex references":  func(s string) string { return references(s, "&#x%x;") },
			"byte order mark": func(s string) string { return "\ufeff" + s },
		} {
			got, err := Decode(t.Context(), strings.NewReader(change(string(raw))), DecodeOptions{})
			if fmt.Sprint(err) != fmt.Sprint(wantErr) {
				t.Errorf("%s, %s: %v instead of %v", path, how, err, wantErr)
			}
			if want != nil && !sameImport(got, want) {
				t.Errorf("%s, %s: another import", path, how)
			}
		}
	}
}

var betweenTags = regexp.MustCompile(`>\s*<`)

// references writes every other letter beyond ASCII as a reference in the given form.
func references(s, form string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		if n++; n%2 == 0 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, form, r)
		}
	}
	return b.String()
}

// sameImport compares two imports but for the bytes of their deposits, which are kept with their white space.
func sameImport(a, b *Import) bool {
	if a == nil || b == nil || len(a.Targets) != len(b.Targets) {
		return a == b
	}
	for i := range a.Targets {
		if len(a.Targets[i].Deposits) != len(b.Targets[i].Deposits) {
			return false
		}
		for j, d := range a.Targets[i].Deposits {
			d.XML = b.Targets[i].Deposits[j].XML
			a.Targets[i].Deposits[j] = d
		}
	}
	return reflect.DeepEqual(a, b)
}

// A whole reply with one fault in it is refused, by the decoder and by the client that got it from the network.
func TestAFaultAnywhereRefusesTheReply(t *testing.T) {
	raw, err := os.ReadFile("testdata/replies/2023-import.xml")
	if err != nil {
		t.Fatal(err)
	}
	whole := strings.Replace(string(raw), "455164989", "455000001", 1)
	c, _ := serve(t, answer(200, "application/xml", whole))
	if r, err := c.Command(t.Context(), "455000001"); err != nil || r.Command.State != StateSuccessful {
		t.Fatalf("the whole reply: %v", err)
	}
	cut := func(at string) string { s, _, _ := strings.Cut(whole, at); return s + at }
	swap := func(old, new string) string { return strings.Replace(whole, old, new, 1) }
	for name, reply := range map[string]string{
		"truncated in a text":           cut("Weryfikacja  rach"),
		"truncated in a letter":         strings.TrimSuffix(cut("ZAKŁAD"), "\x81AD"),
		"truncated after a transaction": cut("</moneyTransaction>"),
		"truncated after the accounts":  cut("</accounts>"),
		"truncated after the command":   cut("</command>"),
		"truncated in the last tag":     cut("</reply"),
		"mismatched end tag":            swap("</title>", "</tilte>"),
		"missing end tag":               swap("</title>", ""),
		"missing end tag of a row":      swap("</moneyTransaction>", ""),
		"an end tag too much":           swap("</moneyTransactions>", "</moneyTransaction></moneyTransactions>"),
		"a bare &":                      swap("&amp;", "&"),
		"an unknown entity":             swap("&amp;", "&amq;"),
		"invalid UTF-8":                 swap("Próżna", "Pr\xf3\xbfna"),
		"another encoding":              swap(`encoding="utf-8"`, `encoding="iso-8859-2"`),
		"a control":                     swap("KIOSK  RUCH", "KIOSK\x1b[2JRUCH"),
		"a second root":                 whole + whole,
		"an empty second root":          whole + "<reply/>",
		"text after the root":           whole + " ok",
		"a page after the root":         whole + "<!-- served by proxy --><html/>",
		"DOCTYPE":                       swap(`?>`, `?><!DOCTYPE reply SYSTEM "http://evil.example/x.dtd">`),
		"an entity of its own":          swap(`?>`, `?><!DOCTYPE reply [<!ENTITY x SYSTEM "file:///etc/passwd">]>`),
		"an attribute twice":            swap(`status="200 OK"`, `status="200 OK" status="200 OK"`),
		"two commands":                  swap("</command>", "</command><command id='1' state='successful'/>"),
	} {
		if reply == whole {
			t.Fatalf("%s changes nothing", name)
		}
		var bad *DecodeError
		if _, err := Decode(t.Context(), strings.NewReader(reply), DecodeOptions{}); !errors.As(err, &bad) {
			t.Errorf("%s: Decode says %v", name, err)
		}
		c, _ := serve(t, answer(200, "application/xml", reply))
		if r, err := c.Command(t.Context(), "455000001"); !errors.Is(err, KindDecode) || r != nil {
			t.Errorf("%s: the client says %v", name, err)
		}
	}
}
