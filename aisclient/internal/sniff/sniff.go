// Package sniff recognises files that people give for a reply by mistake.
package sniff

import "aisdesk/aisclient/internal/xmlscan"

// otherFiles are the kinds of files that are given for a reply, by their first bytes: what each is, and the way out.
var otherFiles = []struct{ head, what, do string }{
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
	asUTF8 = xmlscan.SaveAsUTF8
	asXML  = "save the provider's reply as it came"
)

// OtherFile says what a document is, and the way out, where its first bytes tell that it is something else than XML in
// UTF-8; else nothing. begins reports whether the document begins with a text.
func OtherFile(begins func(head string) bool) string {
	for _, k := range otherFiles {
		if begins(k.head) {
			return "this is " + k.what + ", and only XML in UTF-8 is read: " + k.do
		}
	}
	return ""
}
