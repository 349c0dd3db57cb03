package certify

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"crypto/sha256"
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

const signature = "a175ae3f0c9d42b68e1f7705d3ba91c46e82f05b7da3914cc2e6081fb95d7a30"

func each(s, format string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, format, s[i])
	}
	return b.String()
}

// colourful is a text in pieces of eight characters with something between.
func colourful(s, between string) string {
	var b strings.Builder
	for len(s) > 8 {
		b.WriteString(s[:8] + between)
		s = s[8:]
	}
	return b.String() + s
}

// wider is ASCII in another row of Unicode.
func wider(s string, by rune) string {
	return strings.Map(func(r rune) rune { return r + by }, s)
}

func packed(t *testing.T, open func(io.Writer) io.WriteCloser, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := open(&b)
	if _, err := w.Write([]byte(s)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A secret is found in each coding that the help names, and within another; what hides nothing of it is no finding.
func TestSecretsWithinCodings(t *testing.T) {
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	raw, _ := hex.DecodeString(signature)
	a85 := make([]byte, ascii85.MaxEncodedLen(len(signature)))
	a85 = a85[:ascii85.Encode(a85, []byte(signature))]
	wide := ""
	for _, u := range utf16.Encode([]rune(signature)) {
		wide += string([]byte{byte(u), byte(u >> 8)})
	}
	list, _ := json.Marshal(slices.Collect(func(yield func(int) bool) {
		for i := range len(signature) {
			if !yield(int(signature[i])) {
				return
			}
		}
	}))
	var lines strings.Builder
	for i := 0; i < len(signature); i += 8 {
		lines.WriteString("2026 part " + signature[i:i+8] + "\n")
	}
	sum := sha256.Sum256([]byte(signature))
	backwards := []byte(signature)
	slices.Reverse(backwards)
	gz := packed(t, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, "session 1, signature "+signature)
	zipped := packed(t, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, signature)
	for name, c := range map[string]struct {
		log  string
		want bool
	}{
		"raw bytes in base64": {"sig=" + b64(string(raw)), true}, "base64 twice": {"x " + b64(b64("k="+signature)), true}, "gzip in base64": {"dump: " + b64(gz), true},
		"zlib in hex": {hex.EncodeToString([]byte(zipped)), true}, "zlib in base64 in a line": {"started at 2026-03-01\ndebug session=" + b64(zipped) + " sent\n", true},
		"base32": {"sig " + base32.StdEncoding.EncodeToString([]byte(signature)), true}, "base32hex, lower": {strings.ToLower(base32.HexEncoding.EncodeToString([]byte("a:" + signature))), true},
		"ascii85":             {"<~" + string(a85) + "~>", true},
		"Python's base85":     {"b'VKFx~VP!LBFk?AnG%{i~'", true}, // of the first 16 characters, by base64.b85encode
		"a list of its bytes": {"bytes " + string(list), true}, "0x list": {each(signature, "0x%02x, "), true}, "raw list": {each(string(raw), "%d "), true},
		"Python's UTF-16": {"b'" + strings.ReplaceAll(wide, "\x00", `\x00`) + "'", true}, "UTF-16": {wide, true}, "UTF-16 in base64": {b64(wide), true},
		`\u`: {each(signature, `\u%04x`), true}, `\u in a string in a string`: {each(signature, `\\u%04x`), true}, `\x`: {each(signature, `\x%02x`), true}, "octal": {each(signature, `\%03o`), true},
		"references": {each(signature, "&#%d;"), true}, "hexadecimal references": {each(signature, "&#x%x;"), true}, "quoted-printable": {each(signature, "=%02X"), true},
		"percent in base64": {b64(each(signature, "%%%02X")), true}, "over lines": {lines.String(), true}, "a character a line": {each(signature[:20], "%c\n"), true},
		"first 12 in base32": {base32.StdEncoding.EncodeToString([]byte(signature[:12])), true}, "first 11 in base32": {base32.StdEncoding.EncodeToString([]byte(signature[:11])), false},
		"bzip2 in base64":       {"QlpoOTFBWSZTWfSp9MMAABOJAH/gPwAgAFRDSMhtTIKnqNlP0ZSfqjArzDDR+7nTmNorV08mjcj3nFKrBtuDYXKiwfUbBlPi7kinChIelT6YYA==", true}, // Python's bz2
		"raw deflate in base64": {"saml BcEFAQAwCACwSnA8Dto/wrdEk1w66Bh+pb54ZiBDlYHNuv4OpGySArn7rYLjVchYEnw= sent", true},                                   // Python's zlib, wbits -15
		"base58":                {"sig=2whsaxrLrZEgRz5y8FKsZs3AjErohFzK983eQzhV7QLLHBd6p96t61Ya51fSLtQHbrhshkWKS3iFEbNw52M8TG95;", true}, "raw bytes in base58": {"BsGiZzH4RUPz7vZibmsvoD8xTVsNbysn1rt5nqDP3F3M", true},
		"spaces of no width": {"signature " + strings.Join(strings.Split(signature, ""), "\u200b"), true}, "soft hyphens": {strings.Join(strings.Split(signature, ""), "\u00ad"), true},
		"colours between pieces": {"sig " + colourful(signature, "\x1b[0m\x1b[32m"), true}, "colours as cat -v shows them": {colourful(signature, "^[[1;31m"), true},
		"colours as escapes": {colourful(signature, `\x1b[0m`), true}, "colours between pieces in base64": {colourful(b64("k "+signature), "\x1b[38;5;12m"), true}, "a link of a terminal": {colourful(signature, "\x1b]8;;http://x\x1b\\"), true},
		"a dot after each character": {each(signature, "%c."), true}, "a bar and spaces after each": {each(signature[:12], "%c | "), true}, "a middle dot": {strings.Join(strings.Split(signature, ""), "·"), true},
		"full width": {wider(signature, 0xfee0), true}, "full width with dots": {strings.Join(strings.Split(wider(signature[:12], 0xfee0), ""), "."), true}, "first 11 with dots": {each(signature[:11], "%c.") + "\n", false},
		"masked with colours": {signature[:4] + "\x1b[2m***\x1b[0m" + signature[60:], false}, "full width, masked": {wider(signature[:4], 0xfee0) + "…" + wider(signature[60:], 0xfee0), false},
		"hashed": {hex.EncodeToString(sum[:]), false}, "masked": {signature[:4] + "…" + signature[60:], false}, "backwards": {string(backwards), false},
		"two ends on lines": {"part " + signature[:8] + "\npart " + signature[56:] + "\n", false},
		"an ordinary log":   {strings.Repeat("2026-11-30T12:06:00Z GET https://127.0.0.1:4711/v1/command/1234567890.xml?since=2026-01-01 200 aGVsbG8gd29ybGQgZ29vZA==\n", 2000), false},
	} {
		if got := leaked(c.log, signature); (got != "") != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// ZeroMQ's base85, by the example of its specification.
func TestBase85OfZeroMQ(t *testing.T) {
	if got := leaked("key HelloWorld", "864fd26fb559f75b"); got != ", in base85" {
		t.Errorf("%q", got)
	}
}
