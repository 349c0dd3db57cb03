package aisclient

import (
	"bytes"
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"testing/iotest"

	"aisdesk/aisclient/replytest"
)

// fragments are put into replies at random places.
var fragments = []string{
	"<!-- c -->", "<!---->", "<![CDATA[x&y]]>", "<![CDATA[]]>", "<?pi x?>", "&amp;", "&lt;", "&#x41;", "&#10;", "&#13;", "&", "&nope;", "\r\n", "\r", "\n", " ", "\t", "]]>", "]]", ">", "<", "\xff", "\x00",
	"\ufeff", "ó", "\u2028", "<title>", "</title>", "<title/>", "<x:title>z</x:title>", "<currencyAmount>5</currencyAmount>", "<currencyAmount/>", "<party>P</party>", "<labels><label>new</label></labels>",
	"<labels/>", "</labels>", "<moneyTransaction><currencyAmount>9</currencyAmount></moneyTransaction>", "</moneyTransaction>", "<account></account>", "<owners/>", "<owner><name>N</name></owner>", "<new/>", "<new>t</new>",
	"/", "\"", "'", " a='1'", " status='x'", "-", "1", ".", "x",
}

// mutate changes a reply in one to four places.
func mutate(r *rand.Rand, raw []byte) []byte {
	raw = bytes.Clone(raw)
	for range 1 + r.IntN(4) {
		at := r.IntN(len(raw))
		if r.IntN(2) == 0 { // mostly between tags and texts, where it matters
			if i := bytes.IndexAny(raw[at:], "<>"); i >= 0 {
				at += i + r.IntN(2)
			}
		}
		switch r.IntN(4) {
		case 0:
			raw = slices.Delete(raw, at, min(len(raw), at+1+r.IntN(12)))
		case 1:
			piece := bytes.Clone(raw[at:min(len(raw), at+r.IntN(60))])
			raw = slices.Insert(raw, r.IntN(len(raw)), piece...)
		default:
			raw = slices.Insert(raw, at, []byte(fragments[r.IntN(len(fragments))])...)
		}
	}
	return raw
}

// What is read must not depend on where blocks end, which is also where the quick paths give way to the
// slow ones, and it must be what encoding/xml reads.
func TestMutatedRepliesAreReadTheSameEveryWay(t *testing.T) {
	n := 6000
	if testing.Short() || raceEnabled {
		n = 500
	}
	r := rand.New(rand.NewPCG(1, 2))
	seeds := [][]byte{
		replytest.XML(replytest.Options{Rows: 3, Accounts: 1}), replytest.XML(replytest.Options{Rows: 3, Accounts: 1, Compact: true, References: true}), []byte(everything),
	}
	accepted := 0
	for range n {
		raw := mutate(r, seeds[r.IntN(len(seeds))])
		whole, err := Decode(context.Background(), bytes.NewReader(raw), DecodeOptions{})
		pieces, piecesErr := Decode(context.Background(), iotest.OneByteReader(bytes.NewReader(raw)), DecodeOptions{})
		if !reflect.DeepEqual(whole, pieces) || (err == nil) != (piecesErr == nil) {
			t.Fatalf("whole: %v\nbyte by byte: %v\n%q", err, piecesErr, raw)
		}
		if err != nil {
			if err.Error() != piecesErr.Error() {
				t.Fatalf("whole: %v\nbyte by byte: %v\n%q", err, piecesErr, raw)
			}
			continue
		}
		accepted++
		want, oracleErr := oracleImport(raw)
		if oracleErr != nil {
			t.Fatalf("encoding/xml refuses what Decode accepts: %v\n%q", oracleErr, raw)
		}
		if len(whole.Warnings) > 0 || bytes.Contains(raw, []byte("<label ")) {
			continue // elements where none belong are read by rules of our own
		}
		if diff := compareImports(whole, want); diff != "" {
			t.Fatalf("%s\n%q", diff, raw)
		}
	}
	if accepted < n/20 {
		t.Errorf("only %d of %d mutated replies were accepted", accepted, n)
	}
}
