package xmlread

import (
	"bytes"
	"html"

	"aisdesk/aisclient/text"
)

// longestEntity is that of HTML, "&CounterClockwiseContourIntegral;".
const longestEntity = 33

// Clean makes a Text of an element's text. Some banks escape their texts for HTML before they write them into XML, so that
// "&amp;amp;" stands for one "&": what still reads as an entity is read once more.
func Clean(b []byte) text.Text { return text.CleanBytes(unescaped(b)) }

// unescaped replaces HTML's entities, each once.
func unescaped(b []byte) []byte {
	i := bytes.IndexByte(b, '&')
	if i < 0 {
		return b
	}
	out := append([]byte(nil), b[:i]...)
	for ; i < len(b); i++ {
		end := -1
		if b[i] == '&' {
			end = bytes.IndexByte(b[i:min(len(b), i+longestEntity)], ';')
		}
		if end < 0 {
			out = append(out, b[i])
			continue
		}
		entity := string(b[i : i+end+1])
		if read := html.UnescapeString(entity); read != entity && read[len(read)-1] != ';' {
			out = append(out, read...)
			i += end
		} else {
			out = append(out, b[i])
		}
	}
	return out
}
