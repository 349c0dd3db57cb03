package aisclient

import (
	"fmt"
	"strings"
)

// mistaken are the kinds of files that are given for a reply, by their first bytes: what each is, and the way out.
var mistaken = []struct{ head, what, do string }{
	{"\xff\xfe\x00\x00", "text in UTF-32", asUTF8},
	{"\x00\x00\xfe\xff", "text in UTF-32", asUTF8},
	{"<\x00\x00\x00", "text in UTF-32", asUTF8},
	{"\x00\x00\x00<", "text in UTF-32", asUTF8},
	{"\xff\xfe", "text in UTF-16", asUTF8},
	{"\xfe\xff", "text in UTF-16", asUTF8},
	{"<\x00", "text in UTF-16", asUTF8},
	{"\x00<", "text in UTF-16", asUTF8},
	{"\x1f\x8b", "a gzip file", "gunzip it first"},
	{"PK\x03\x04", "a zip archive (files of Excel and Word are, too)", "if there is a reply in it, unzip that first"},
	{"\x28\xb5\x2f\xfd", "a zstd file", "unzstd it first; saved imports open by their id"},
	{"BZh", "a bzip2 file", "bunzip2 it first"},
	{"\xfd7zXZ\x00", "an xz file", "unxz it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"},
	{"age-encryption.org/", "encrypted with age", "decrypt it with age first; saved imports open by their id"},
	{"%PDF-", "a PDF file", "a statement cannot be read here: save the provider's reply as XML"},
	{"\xd0\xcf\x11\xe0", "a file of an old Excel or Word", "save the provider's reply as XML"},
	{"{", "JSON", asXML},
	{"[", "JSON", asXML},
}

const (
	asUTF8 = `save it as UTF-8, with encoding="utf-8" in its first line`
	asXML  = "save the provider's reply as it came"
)

// mistakenFor says what the document is, where its first bytes tell that it is something else than XML; else nothing.
func (s *scanner) mistakenFor() string {
	for _, k := range mistaken {
		if s.follows(0, k.head) {
			return "this is " + k.what + ", and only XML in UTF-8 is read: " + k.do
		}
	}
	return ""
}

// wrongEncoding says what to do about a declaration that names another encoding than UTF-8. A document whose
// declaration could be read is not in an encoding of wider characters, whatever it says.
func wrongEncoding(declared string) string {
	shown := fmt.Sprintf("encoding=%.40q", declared)
	for _, wide := range []string{"utf-16", "utf-32", "ucs-2", "ucs-4", "iso-10646"} {
		if strings.HasPrefix(strings.ToLower(declared), wide) {
			return "its first line says " + shown + ", which it is not: if it is UTF-8, write that there"
		}
	}
	return "its first line says " + shown + ", and only UTF-8 is read: " + asUTF8
}
