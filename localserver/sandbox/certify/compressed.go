package certify

import (
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"math/big"
	"strings"
)

// mostInflated is how much of compressed bytes is read, and mostTried how many places of a text are tried for those that have no magic.
const (
	mostInflated = 8 << 20
	mostTried    = 10_000
)

// magics are what compressed bytes begin with: of gzip, of bzip2, then of zlib by its levels.
var magics = []string{"\x1f\x8b\x08", "BZh", "\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda"}

// inflated is what stands compressed in a text, with a magic before it.
func inflated(s string) []string {
	var out []byte
	for i, magic := range magics {
		open := zlib.NewReader
		switch i {
		case 0:
			open = func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }
		case 1:
			open = func(r io.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(r)), nil }
		}
		for rest := s; len(out) < mostInflated; {
			at := strings.Index(rest, magic)
			if at < 0 {
				break
			}
			if r, err := open(strings.NewReader(rest[at:])); err == nil {
				b, _ := io.ReadAll(io.LimitReader(r, mostInflated)) // what can be read counts
				out = append(append(out, b...), '\n')
			}
			rest = rest[at+1:]
		}
	}
	return texts(out)
}

// deflated is what the lines of decoded bytes hold as raw deflate, which has no magic: what was decoded begins a line.
func deflated(s string) string {
	var out strings.Builder
	r := flate.NewReader(strings.NewReader(""))
	for from, tried := 0, 0; from < len(s) && tried < mostTried && out.Len() < mostInflated; {
		line, _, _ := strings.Cut(s[from:], "\n")
		if len(line) >= leastSecret/2 && !printable(line) {
			tried++
			_ = r.(flate.Resetter).Reset(strings.NewReader(s[from:]), nil) // cannot fail
			if b, err := io.ReadAll(io.LimitReader(r, mostInflated)); err == nil && len(b) >= leastSecret/2 {
				out.Write(append(b, '\n'))
			}
		}
		from += len(line) + 1
	}
	return out.String()
}

func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' && s[i] != '\t' && s[i] != '\r' || s[i] > '~' {
			return false
		}
	}
	return true
}

const base58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58 are the bytes of the words of a text that may be numbers of base58. One is a single number, so it is decoded whole; longer
// ones than mostBase58 digits are no keys.
func base58(s string) []string {
	const mostBase58 = 1024
	var out []byte
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !strings.ContainsRune(digits+upper+lower, r) }) {
		if len(word) < leastSecret/2 || len(word) > mostBase58 || strings.ContainsAny(word, "0OIl") {
			continue
		}
		n := new(big.Int)
		for i := range len(word) {
			n.Add(n.Mul(n, big.NewInt(58)), big.NewInt(int64(strings.IndexByte(base58Digits, word[i]))))
		}
		out = append(append(out, n.Bytes()...), '\n')
	}
	return texts(out)
}
