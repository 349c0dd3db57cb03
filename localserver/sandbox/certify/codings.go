package certify

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// coding is a way to write bytes. What it decodes of a text can be several texts.
type coding struct {
	name   string
	decode func(s string) []string
}

const upper, lower, digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789"

// codings are those in which secrets are looked for.
var codings = []coding{
	{"with escapes", changed(unescape)},
	{"with control sequences of a terminal", changed(func(s string) string { return controls.ReplaceAllString(s, "") })},
	{"in other forms of its letters", changed(norm.NFKC.String)}, // full-width, mathematical, circled
	{"in groups", changed(grouped.Replace)},
	{"in UTF-16", changed(func(s string) string { return strings.ReplaceAll(s, "\x00", "") })},
	{"as a list of bytes", numbers},
	{"compressed", inflated},
	positional("in hexadecimal digits", 2, 1, digits+"abcdef", digits+"ABCDEF"),
	positional("in base64", 4, 3, upper+lower+digits+"+/", upper+lower+digits+"-_"),
	positional("in base32", 8, 5, upper+"234567", lower+"234567"),
	positional("in base32", 8, 5, digits+upper[:22], digits+lower[:22]),
	{"in base58", base58},
	positional("in ascii85", 5, 4, "!\"#$%&'()*+,-./0123456789:;<=>?@"+upper+"[\\]^_`"+lower[:21]),
	positional("in base85", 5, 4, digits+upper+lower+"!#$%&()*+-;<=>?@^_`{|}~"),
	positional("in base85", 5, 4, digits+lower+upper+".-:+=^!/*?&<>()[]{}@%$#"),
}

// changed is what a function makes of a text, where it changes it.
func changed(f func(string) string) func(string) []string {
	return func(s string) []string {
		if t := f(s); t != s {
			return []string{t}
		}
		return nil
	}
}

// controls are sequences that a terminal obeys and does not show, such as colours, also as cat -v and shells write ESC.
var controls = regexp.MustCompile(`(?:\x1b|\\e|\^\[)(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[()][0-9A-B])`)

// lettersAndDigits is a text without anything else.
func lettersAndDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// grouped takes away what stands between groups of characters, as of a key that is printed to be read out, or over lines, and what is
// not seen: spaces of no width, hyphens that show at the end of a line only.
var grouped = strings.NewReplacer("-", "", " ", "", ":", "", "\n", "", "\r", "", "\t", "", ",", "", "'", "", "\"", "", "\\", "",
	"\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "", "\u00a0", "")

var escape = regexp.MustCompile(`%[0-9A-Fa-f]{2}|=[0-9A-Fa-f]{2}|=\r?\n|\\u\{[0-9A-Fa-f]{1,6}\}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[0-3][0-7]{2}`)

// unescape is a text with the characters of escapes: %41, =41 (quoted-printable), \u0041, \x41, \101, &#65;.
func unescape(s string) string {
	return escape.ReplaceAllStringFunc(html.UnescapeString(s), func(code string) string {
		base, digits := 16, strings.Trim(strings.TrimLeft(code, `%=\ux`), "{}\r\n")
		if code[0] == '\\' && code[1] != 'u' && code[1] != 'x' {
			base = 8
		}
		n, err := strconv.ParseUint(digits, base, 32)
		switch {
		case err != nil: // a line that goes on
			return ""
		case strings.HasPrefix(code, `\u`):
			return string(rune(n))
		}
		return string([]byte{byte(n)})
	})
}

var list = regexp.MustCompile(`(?:0[xX][0-9A-Fa-f]{1,2}|-?[0-9]{1,3})(?:[\s,;]+(?:0[xX][0-9A-Fa-f]{1,2}|-?[0-9]{1,3})){5,}`)

// numbers are the bytes that a text lists, as in [97, 55] or 0x61 0x37.
func numbers(s string) []string {
	var out []byte
	for _, l := range list.FindAllString(s, -1) {
		for n := range strings.FieldsFuncSeq(l, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }) {
			base := 10
			if strings.HasPrefix(strings.ToLower(n), "0x") {
				base, n = 16, n[2:]
			}
			v, _ := strconv.ParseInt(n, base, 32) // the pattern has numbers only
			out = append(out, byte(v))
		}
		out = append(out, '\n')
	}
	return texts(out)
}

func texts(b []byte) []string {
	if len(b) == 0 {
		return nil
	}
	return []string{string(b)}
}

// positional decodes runs of digits of an alphabet, of which so many stand for so many bytes. Where a group begins in a run is not
// known, so each place is tried. Alphabets are several spellings of the same digits.
func positional(name string, chars, size int, alphabets ...string) coding {
	var value [256]int8
	for i := range value {
		value[i] = -1
	}
	for _, a := range alphabets {
		for i := range len(a) {
			value[a[i]] = int8(i)
		}
	}
	radix := uint64(len(alphabets[0]))
	group := func(s string) []byte {
		n, v := len(s)*size/chars, uint64(0)
		for i := range chars {
			d := radix - 1
			if i < len(s) {
				d = uint64(value[s[i]])
			}
			v = v*radix + d
		}
		var b [8]byte
		for i := size - 1; i >= 0; i-- {
			b[i], v = byte(v), v>>8
		}
		return b[:n]
	}
	least := leastSecret / 2 * chars / size
	return coding{name, func(s string) []string {
		outs := make([][]byte, chars)
		for start := 0; start < len(s); start++ {
			end := start
			for end < len(s) && value[s[end]] >= 0 {
				end++
			}
			if end-start >= least {
				for skip := range chars {
					outs[skip] = decoded(outs[skip], s[start+skip:end], chars, group)
				}
			}
			start = end
		}
		var all []string
		for _, out := range outs {
			all = append(all, texts(out)...)
		}
		return all
	}}
}

// decoded appends what the groups of a run stand for.
func decoded(out []byte, run string, chars int, group func(string) []byte) []byte {
	for i := 0; i < len(run); i += chars {
		out = append(out, group(run[i:min(i+chars, len(run))])...)
	}
	return append(out, '\n')
}

// worthReading are the lines of what was decoded that may be decoded further: text, and compressed bytes.
func worthReading(s string) string {
	var out []string
	for _, l := range strings.SplitAfter(s, "\n") {
		plain := 0
		for i := range len(l) {
			if c := l[i]; c >= ' ' && c <= '~' || c == '\t' || c == '\r' || c == '\n' {
				plain++
			}
		}
		if nul := strings.Count(l, "\x00"); 4*plain >= 3*(len(l)-nul) {
			out = append(out, l)
		}
	}
	t := strings.Join(out, "")
	for _, m := range magics {
		if strings.Contains(s, m) {
			return t + s
		}
	}
	return t
}
