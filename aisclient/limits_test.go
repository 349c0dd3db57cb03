package aisclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// repeated streams head, n times body, and tail without holding it.
func repeated(head, body string, n int, tail string) io.Reader {
	block := strings.Repeat(body, max(1, (64<<10)/len(body)))
	rs := []io.Reader{strings.NewReader(head)}
	for left := n * len(body); left > 0; left -= len(block) {
		rs = append(rs, strings.NewReader(block[:min(left, len(block))]))
	}
	return io.MultiReader(append(rs, strings.NewReader(tail))...)
}

const (
	toResult  = `<reply><command state="successful"><result>`
	endResult = `</result></command></reply>`
	toRows    = toResult + `<accounts><account><moneyTransactions>`
	endRows   = `</moneyTransactions></account></accounts>` + endResult
)

// hostile are replies that are made to hurt. All of them are well-formed to their end, or endless.
var hostile = map[string]func() io.Reader{
	"20 MB of empty elements": func() io.Reader { return repeated("<reply>", "<a/>", 5<<20, "</reply>") },
	"20 MB of empty accounts": func() io.Reader { return repeated(toResult+"<accounts>", "<account/>", 2<<20, "</accounts>"+endResult) },
	"20 MB of empty owners": func() io.Reader {
		return repeated(toResult+"<owners>", "<owner></owner>", 4<<18, "</owners>"+endResult)
	},
	"20 MB of empty cards": func() io.Reader {
		return repeated(toResult+"<creditCards>", "<creditCard/>", 3<<19, "</creditCards>"+endResult)
	},
	"20 MB of empty deposits":     func() io.Reader { return repeated(toResult+"<deposits>", "<deposit/>", 2<<20, "</deposits>"+endResult) },
	"20 MB of empty targets":      func() io.Reader { return repeated("<reply><owner>", "<target/>", 2<<20, "</owner></reply>") },
	"20 MB of empty transactions": func() io.Reader { return repeated(toRows, "<moneyTransaction/>", 1<<20, endRows) },
	"a million labels": func() io.Reader {
		return repeated(toRows+"<moneyTransaction><labels>", "<label>a</label>", 1<<20, "</labels></moneyTransaction>"+endRows)
	},
	"a million levels": func() io.Reader { return repeated("<reply>", "<a>", 1<<20, "") },
	"a text of 40 MB": func() io.Reader {
		return repeated(toResult+"<owners><owner><name>", "name ", 8<<20, "</name></owner></owners>"+endResult)
	},
	"a text of 40 MB in CDATA":    func() io.Reader { return repeated("<reply><![CDATA[", "name ", 8<<20, "]]></reply>") },
	"a text of 40 MB in pieces":   func() io.Reader { return repeated("<reply><comment>", "name <!-- -->", 3<<20, "</comment></reply>") },
	"a text of 30 MB of entities": func() io.Reader { return repeated("<reply><comment>", "&#x10FFFF;", 3<<20, "</comment></reply>") },
	"an attribute of 40 MB":       func() io.Reader { return repeated(`<reply status="`, "name ", 8<<20, `"/>`) },
	"a name of 40 MB":             func() io.Reader { return repeated(`<reply><`, "name", 10<<20, `/></reply>`) },
	"a comment of 40 MB":          func() io.Reader { return repeated(`<reply><!--`, "name ", 8<<20, `--></reply>`) },
	"an instruction of 40 MB":     func() io.Reader { return repeated(`<?a `, "name ", 8<<20, `?><reply/>`) },
	"spaces of 40 MB in a tag":    func() io.Reader { return repeated(`<reply `, "     ", 8<<20, `/>`) },
	"a deposit of 40 MB": func() io.Reader {
		return repeated(toResult+"<deposits><deposit>", "<a>some text in an element</a>", 5<<18, "</deposit></deposits>"+endResult)
	},
	"a hundred thousand attributes": func() io.Reader {
		var b strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&b, " a%d=''", i)
		}
		return strings.NewReader("<reply" + b.String() + "/>")
	},
	"a million foreign names": func() io.Reader {
		return repeated("<reply>", "<zażółć>some text and more text</zażółć>", 1<<19, "</reply>")
	},
	"70 MB": func() io.Reader { return repeated("<reply><comment/>", strings.Repeat(" ", 1000), 70_000, "</reply>") },
}

func TestHostileRepliesEndInAnErrorAndCostLittle(t *testing.T) {
	for name, reply := range hostile {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Decode(context.Background(), reply(), DecodeOptions{})
		runtime.ReadMemStats(&after)
		if err == nil {
			t.Errorf("%s: accepted", name)
		} else if !errors.Is(err, ErrLimit) && !strings.Contains(err.Error(), "is not a name") {
			t.Errorf("%s: %v", name, err)
		}
		// All that was allocated, freed or not: the peak is below.
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 100 {
			t.Errorf("%s: allocated %d MB", name, mb)
		}
		if _, err := decodeTree(context.Background(), reply(), DecodeOptions{}); err == nil {
			t.Errorf("%s: accepted as a tree", name)
		}
	}
}

func TestLimitsCanBeSet(t *testing.T) {
	deep := strings.Repeat("<a>", 99) + strings.Repeat("</a>", 99)
	long := strings.Repeat("x", 2<<20)
	for name, c := range map[string]struct {
		raw          string
		refuse, take DecodeOptions
	}{
		"size":     {"<reply><b/>" + strings.Repeat(" ", 500) + "</reply>", DecodeOptions{MaxBytes: 518}, DecodeOptions{MaxBytes: 519}},
		"depth":    {"<reply>" + deep + "</reply>", DecodeOptions{}, DecodeOptions{MaxDepth: 100}},
		"text":     {"<reply>" + long + "</reply>", DecodeOptions{}, DecodeOptions{MaxText: 3 << 20}},
		"elements": {"<reply><a/><a/><a/></reply>", DecodeOptions{MaxElements: 3}, DecodeOptions{MaxElements: 4}},
	} {
		if _, err := tree(c.raw, c.refuse); !errors.Is(err, ErrLimit) {
			t.Errorf("%s: got %v, want ErrLimit", name, err)
		}
		if _, err := tree(c.raw, c.take); err != nil {
			t.Errorf("%s: with a higher limit: %v", name, err)
		}
	}
}

func TestDecodingStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	r := repeated(toRows, "<moneyTransaction><currencyAmount>1</currencyAmount></moneyTransaction>", 1<<19, endRows)
	_, err := DecodeRows(ctx, r, DecodeOptions{}, func(*Import, Source, *Transaction) error {
		if n++; n == 100 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 10_000 {
		t.Errorf("got %v after %d rows", err, n)
	}
}

func TestReaderErrorsAreKept(t *testing.T) {
	broken := errors.New("connection reset")
	_, err := Decode(context.Background(), io.MultiReader(strings.NewReader("<reply>"), errReader{broken}), DecodeOptions{})
	if !errors.Is(err, broken) || errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
	if _, err := Decode(context.Background(), idle{}, DecodeOptions{}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader that gives nothing: %v", err)
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }
