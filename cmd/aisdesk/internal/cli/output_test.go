package cli

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// settled is an Output of a command line.
func settled(t *testing.T, args ...string) (*Output, error) {
	t.Helper()
	var o Output
	c := &cobra.Command{Use: "x"}
	o.Add(c, Data...)
	if err := c.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	return &o, o.Settle()
}

func TestTheFormOfAnOutput(t *testing.T) {
	for line, want := range map[string]Form{
		"": Table, "--json": JSON, "--format NDJSON": NDJSON, "--output x.csv": CSV, "--output x.JSONL": NDJSON, "--output -": Table, "--output - --json": JSON,
		"--format csv --output x.txt": CSV, "--csv excel": CSV, "--format csv --csv excel --output y.csv": CSV, "--json --format json": JSON, "--json --output y.ndjson": NDJSON,
	} {
		if o, err := settled(t, strings.Fields(line)...); err != nil || o.Form != want {
			t.Errorf("%s: %s, %v", line, o.Form, err)
		}
	}
	for line, says := range map[string]string{
		"--format jsno": "did you mean json?", "--json --format csv": "cannot be used together", "--output x.csv --json": "name of a csv file", "--format json --output x.ndjson": "name of a ndjson file", "--output x.txt": "add --format",
		"--output foo.cvs":  "is no format, did you mean csv? Or add --format json, ndjson or csv",
		"--output foo.josn": "did you mean json?", "--output foo.zip": "is no format: add --format",
		"--csv exel": "plain or excel", "--csv excel --json": "cannot be used together", "--format table --output x": "add --format", "--format xyz": "use table, json, ndjson or csv",
		"--format csv --output r.pdf": "name of a pdf file", "--json --output r.MD": "name of a md file",
	} {
		_, err := settled(t, strings.Fields(line)...)
		if e, ok := err.(*CodeError); !ok || e.Code != ExitUsage || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// Whoever asks for JSON by a flag or by the name of the file gets errors as JSON.
func TestWhichCommandLinesAskForJSON(t *testing.T) {
	for line, want := range map[string]bool{
		"tx x --json": true, "tx x --format ndjson": true, "tx x --output x.json": true, "tx x --output=a/b.NDJSON": true, "tx x --output x.jsonl": true,
		"tx x": false, "tx x.json": false, "tx x --output x.csv": false, "tx x --output": false, "report --from x.json": false, "tx -- --output x.json": false,
	} {
		if got := WantsJSON(strings.Fields(line)); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

func TestRecordsInEveryForm(t *testing.T) {
	type inner struct {
		N int `json:"n"`
	}
	type record struct {
		Name    string    `json:"name"`
		Of      *inner    `json:"of,omitempty"`
		List    []int     `json:"list"`
		Objects []inner   `json:"objects,omitempty"`
		Code    int       `json:"code,omitempty"`
		At      time.Time `json:"at,omitzero"`
		Last    inner     `json:"last,omitzero"`
		Done    bool      `json:"done,omitempty"`
	}
	d := Document{Value: []record{{"a,b", &inner{3}, []int{1, 2}, nil, 0, time.Time{}, inner{}, false}, {"c", nil, nil, []inner{{1}, {2}}, 7, time.Unix(0, 0).UTC(), inner{5}, true}}, Table: func(w io.Writer) error { _, err := io.WriteString(w, "people\n"); return err }}
	for form, want := range map[string]string{
		"--format=table": "people\n", "--json": `[{"name":"a,b","of":{"n":3},"list":[1,2]},{"name":"c","list":null,"objects":[{"n":1},{"n":2}],"code":7,"at":"1970-01-01T00:00:00Z","last":{"n":5},"done":true}]` + "\n",
		"--format=ndjson": `{"name":"a,b","of":{"n":3},"list":[1,2]}` + "\n" + `{"name":"c","list":null,"objects":[{"n":1},{"n":2}],"code":7,"at":"1970-01-01T00:00:00Z","last":{"n":5},"done":true}` + "\n",
		"--format=csv":    "name,of.n,list,objects,code,at,last.n,done\n\"a,b\",3,\"1, 2\",,,,,false\nc,,,\"[{\"\"n\"\":1},{\"\"n\"\":2}]\",7,1970-01-01T00:00:00Z,5,true\n",
	} {
		o, err := settled(t, form)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := (Streams{Out: &out}).Print(context.Background(), o, d); err != nil || out.String() != want {
			t.Errorf("%s: %q, %v", form, out.String(), err)
		}
	}
}

func TestNearestNames(t *testing.T) {
	names := []string{"import-error", "import-fatal", "wrong-password", "429"}
	for word, want := range map[string]string{"improt-error": "import-error", "wrong-pasword": "wrong-password", "import": "import-error import-fatal", "zzz": "", "": ""} {
		if got := strings.Join(Nearest(word, names), " "); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	if got := Nearest("tess", []string{"test1", "test2", "test3", "test4"}); len(got) != 3 {
		t.Errorf("a sentence names three at most: %q", got)
	}
}

// A pause between polls is a number of seconds, as certify gives it, or a duration, as it was.
func TestThePauseBetweenPollsHasTwoSpellings(t *testing.T) {
	for said, want := range map[string]time.Duration{"2": 2 * time.Second, "0.04": 40 * time.Millisecond, "40ms": 40 * time.Millisecond, "2s": 2 * time.Second, "": 0, "soon": 0, "-1": -time.Second, "NaN": 0, "Inf": 0} {
		if got := paceOf(said); got != want {
			t.Errorf("%q: %v", said, got)
		}
	}
}
