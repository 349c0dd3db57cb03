package aisclient

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/replytest"
)

func tree(raw string, o DecodeOptions) (*xmlscan.Element, error) {
	return decodeTree(context.Background(), strings.NewReader(raw), o)
}

// accepted are documents that both decoders read; the fuzz test starts from them.
var accepted = []string{
	`<reply/>`,
	`<reply></reply>`,
	"\ufeff<reply/>",
	"\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<reply/>",
	`<?xml version="1.0"?><reply/>`,
	`<?xml version='1.0' encoding='UTF-8' standalone = "yes" ?><reply/>`,
	"<!-- before --><?php echo 1 ?>\r\n<reply a='1' b=\"2\"\n c = 'x&amp;y&#x41;&gt;]]>' >t</reply  >\n<!-- after --> <?pi?>\n",
	`<reply xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://example.com/a.xsd"><x:a xmlns:x="urn:x">1</x:a></reply>`,
	"<reply>a\r\nb\rc &lt;&gt;&amp;&apos;&quot; &#243;&#xF3;&#x1F600; ó €</reply>",
	"<reply>one<![CDATA[<two> & ]] ]>\r\nthree]]>four</reply>",
	"<reply><a>  two  spaces\tand a tab </a><b/><c></c><d><!-- x -->y<?p q?>z</d></reply>",
	"<reply><zażółć gęślą='jaźń'>1</zażółć></reply>",
	"<reply><a>]]&gt; ] ]] ></a></reply>",
	"<reply><![CDATA[]]></reply>",
	"<reply><a-b.c_d/><_x/></reply>",
	"<reply>\u0085\u2028\u202e</reply>",
}

// refused are documents that no reply may look like.
var refused = map[string]string{
	"nothing":                         "",
	"white space":                     " \n ",
	"a byte order mark":               "\ufeff",
	"no XML":                          "Service unavailable",
	"HTML":                            "<html><body>Sign in to the hotel network</body></html>",
	"no end tag":                      "<reply>",
	"cut in a tag":                    "<reply><a",
	"cut in an attribute":             `<reply status="200`,
	"cut in a text":                   "<reply><a>text",
	"cut behind an element":           "<reply><a>text</a>",
	"cut in the last tag":             "<reply><a>text</a></reply",
	"cut in a comment":                "<reply><!-- ",
	"cut in CDATA":                    "<reply><![CDATA[ ]]",
	"cut in an instruction":           "<reply><?a ",
	"cut in an entity":                "<reply>&am",
	"mismatched end tag":              "<reply><a></b></reply>",
	"missing end tag":                 "<reply><a></reply>",
	"crossed end tags":                "<reply><a><b></a></b></reply>",
	"end tag of another case":         "<reply></Reply>",
	"end tag of another prefix":       "<reply><x:a></y:a></reply>",
	"end tag with attribute":          "<reply><a></a b='c'></reply>",
	"end tag too much":                "<reply></reply></reply>",
	"end tag first":                   "</reply>",
	"second root":                     "<reply/><reply/>",
	"second root after a comment":     "<reply></reply><!-- --><a></a>",
	"text after the root":             "<reply/>x",
	"text before the root":            "x<reply/>",
	"CDATA after the root":            "<reply/><![CDATA[x]]>",
	"white space reference after it":  "<reply/>&#32;",
	"byte order mark after the root":  "<reply/>\ufeff",
	"two byte order marks":            "\ufeff\ufeff<reply/>",
	"NUL after the root":              "<reply/>\x00",
	"DOCTYPE":                         "<!DOCTYPE reply><reply/>",
	"DOCTYPE with entities":           `<!DOCTYPE reply [<!ENTITY a "b">]><reply>&a;</reply>`,
	"declaration inside":              "<reply><!ELEMENT a></reply>",
	"lower-case CDATA":                "<reply><![cdata[x]]></reply>",
	"bare ampersand":                  "<reply>a & b</reply>",
	"bare ampersand at the end":       "<reply>a &</reply>",
	"unknown entity":                  "<reply>&nbsp;</reply>",
	"entity without semicolon":        "<reply>&lt </reply>",
	"empty entity":                    "<reply>&;</reply>",
	"empty number":                    "<reply>&#;</reply>",
	"empty hexadecimal number":        "<reply>&#x;</reply>",
	"capital X":                       "<reply>&#X41;</reply>",
	"no number":                       "<reply>&#4x;</reply>",
	"signed number":                   "<reply>&#+65;</reply>",
	"NUL reference":                   "<reply>&#0;</reply>",
	"control reference":               "<reply>&#27;</reply>",
	"surrogate reference":             "<reply>&#xD800;</reply>",
	"reference out of range":          "<reply>&#x110000;</reply>",
	"overflowing reference":           "<reply>&#99999999999999999999;</reply>",
	"bad entity in an attribute":      `<reply a="&x;"/>`,
	"]]> in a text":                   "<reply>a]]>b</reply>",
	"invalid UTF-8":                   "<reply>\xff</reply>",
	"cut UTF-8":                       "<reply>\xc5</reply>",
	"overlong UTF-8":                  "<reply>\xc0\x80</reply>",
	"surrogate in UTF-8":              "<reply>\xed\xa0\x80</reply>",
	"invalid UTF-8 in CDATA":          "<reply><![CDATA[\xff]]></reply>",
	"invalid UTF-8 in an attribute":   "<reply a='\xff'/>",
	"invalid UTF-8 in a name":         "<reply><a\xff/></reply>",
	"invalid UTF-8 in a comment":      "<reply><!--\xff--></reply>",
	"escape character":                "<reply>\x1b[31m</reply>",
	"NUL":                             "<reply>\x00</reply>",
	"control in an attribute":         "<reply a='\x01'/>",
	"noncharacter":                    "<reply>\uffff</reply>",
	"duplicate attribute":             "<reply a='1' b='2' a='1'/>",
	"attribute without value":         "<reply a/>",
	"attribute without quotes":        "<reply a=1/>",
	"attribute with other quotes":     `<reply a="1'/>`,
	"attributes without space":        `<reply a="1"b="2"/>`,
	"< in an attribute":               `<reply a="<"/>`,
	"space before a name":             "< reply/>",
	"space in an end tag":             "<reply></ reply>",
	"name of a digit":                 "<reply><1/></reply>",
	"name with two colons":            "<reply><a:b:c/></reply>",
	"name of a colon":                 "<reply><:/></reply>",
	"name that ends in a colon":       "<reply><a:/></reply>",
	"no name":                         "<reply><></></reply>",
	"symbol in a name":                "<reply><a×b/></reply>",
	"slash and no >":                  "<reply/ >",
	"-- in a comment":                 "<reply><!-- a -- b --></reply>",
	"comment that ends in ---":        "<reply><!-- a ---></reply>",
	"declaration not at the start":    ` <?xml version="1.0"?><reply/>`,
	"declaration inside the root":     `<reply><?xml version="1.0"?></reply>`,
	"two declarations":                `<?xml version="1.0"?><?xml version="1.0"?><reply/>`,
	"declaration without version":     `<?xml encoding="utf-8"?><reply/>`,
	"capital declaration":             `<?XML version="1.0"?><reply/>`,
	"XML 1.1":                         `<?xml version="1.1"?><reply/>`,
	"Latin encoding":                  `<?xml version="1.0" encoding="iso-8859-2"?><reply/>`,
	"UTF-16 declared":                 `<?xml version="1.0" encoding="utf-16"?><reply/>`,
	"UTF-16":                          "\xff\xfe<\x00r\x00e\x00p\x00l\x00y\x00/\x00>\x00",
	"broken declaration":              `<?xml version="1.0" encoding?><reply/>`,
	"rubbish in the declaration":      `<?xml version="1.0" foo="bar"?><reply/>`,
	"instruction without a name":      "<reply><? a?></reply>",
	"another root":                    "<answer/>",
	"root of another case":            "<Reply/>",
	"text after a nested second root": "<reply><reply></reply></reply>x",
}

func TestScannerRefusesWhatNoReplyMayLookLike(t *testing.T) {
	for name, raw := range refused {
		for how, r := range readers(raw) {
			_, err := decodeTree(context.Background(), r, DecodeOptions{})
			var bad *DecodeError
			if !errors.As(err, &bad) {
				t.Errorf("%s (%s): got %v", name, how, err)
			}
		}
		if _, err := Decode(context.Background(), strings.NewReader(raw), DecodeOptions{}); err == nil {
			t.Errorf("%s: Decode accepts it", name)
		}
		if _, err := DecodeHead([]byte(raw)); err == nil {
			t.Errorf("%s: DecodeHead accepts it", name)
		}
	}
}

// readers gives the same bytes at once and in pieces, with the end in different ways.
func readers(raw string) map[string]io.Reader {
	return map[string]io.Reader{
		"whole":        strings.NewReader(raw),
		"byte by byte": iotest.OneByteReader(strings.NewReader(raw)),
		"data and EOF": iotest.DataErrReader(strings.NewReader(raw)),
	}
}

func TestScannerReadsWhatEncodingXMLReads(t *testing.T) {
	for _, raw := range accepted {
		want, err := oracleTree([]byte(raw))
		if err != nil {
			t.Fatalf("the oracle refuses %q: %v", raw, err)
		}
		for how, r := range readers(raw) {
			got, err := decodeTree(context.Background(), r, DecodeOptions{})
			if err != nil {
				t.Errorf("%q (%s): %v", raw, how, err)
			} else if canonical(got) != canonical(want) {
				t.Errorf("%q (%s):\n got %s\nwant %s", raw, how, canonical(got), canonical(want))
			}
		}
	}
}

// Every cut of a reply must be noticed, wherever the blocks end.
func TestEveryCutIsNoticed(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 4, Accounts: 1})
	raw = bytes.Replace(raw, []byte("Konto 0"), []byte("<!-- c -->K<![CDATA[on]]>to&#32;<?pi x?>0<b c='d'/>"), 1)
	end := bytes.LastIndexByte(raw, '>')
	for n := range end {
		if _, err := Decode(context.Background(), bytes.NewReader(raw[:n]), DecodeOptions{}); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("cut at byte %d of %d: %v", n, len(raw), err)
		}
	}
}

// One changed byte gives either an error or what encoding/xml reads too.
func TestEveryFlippedBitIsReadAsEncodingXMLReadsIt(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 1, Accounts: 1, References: true})
	for i := range raw {
		for bit := range 8 {
			raw[i] ^= 1 << bit
			compareTrees(t, raw)
			raw[i] ^= 1 << bit
		}
	}
}

func compareTrees(t *testing.T, raw []byte) {
	t.Helper()
	got, err := decodeTree(context.Background(), bytes.NewReader(raw), DecodeOptions{})
	_, headErr := DecodeHead(raw)
	if err != nil && headErr != nil {
		return
	}
	want, oracleErr := oracleTree(raw)
	if oracleErr == nil && err != nil {
		t.Fatalf("DecodeHead accepts what is no tree: %v\n%q", err, raw)
	}
	if oracleErr != nil {
		t.Fatalf("encoding/xml refuses what the scanner accepts: %v\n%q", oracleErr, raw)
	}
	if canonical(got) != canonical(want) {
		t.Fatalf("%q\n got %s\nwant %s", raw, canonical(got), canonical(want))
	}
}

func FuzzScanner(f *testing.F) {
	for _, raw := range accepted {
		f.Add([]byte(raw))
	}
	for _, raw := range refused {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { compareTrees(t, raw) })
}

func TestErrorsNameTheirPlace(t *testing.T) {
	_, err := tree("<reply>\n  <a>\n    <b>x & y</b>\n</a></reply>", DecodeOptions{})
	bad, ok := errors.AsType[*DecodeError](err)
	if !ok || bad.Path != "reply/a/b" || bad.Line != 3 || bad.Offset != 21 {
		t.Errorf("got %#v", err)
	}
	_, err = tree("<reply><a></b></reply>", DecodeOptions{})
	if msg := err.Error(); !strings.Contains(msg, "<a> is closed by </b>") || !strings.Contains(msg, "line 1") {
		t.Errorf("got %q", msg)
	}
}

func TestWebPagesAreNamedAsSuch(t *testing.T) {
	for _, raw := range []string{
		"<html><body>Sign in</body></html>", "<HTML>", "<!DOCTYPE html>\n<html></html>", "\n<!doctype HTML>", `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">`,
	} {
		if _, err := tree(raw, DecodeOptions{}); err == nil || !strings.Contains(err.Error(), "web page") {
			t.Errorf("%s: %v", raw, err)
		}
	}
	if _, err := tree("<!DOCTYPE reply><reply/>", DecodeOptions{}); err == nil || strings.Contains(err.Error(), "web page") {
		t.Errorf("a reply with a document type: %v", err)
	}
}
