package categorize

// longNumber is how many digits a number has that tells a row from another and nothing else: a reference, a card.
const longNumber = 5

// appendSkeleton appends a title without what changes from row to row: the digits of long numbers and of dates become
// zeros. Short numbers stay, for names and words may have them ("500+"), and so do amounts of nothing.
func appendSkeleton(b []byte, title string) []byte {
	for i := 0; i < len(title); {
		c := title[i]
		if c < '0' || c > '9' {
			b = append(b, c)
			i++
			continue
		}
		end, digits, slashes := numberEnd(title, i)
		for ; i < end; i++ {
			if c = title[i]; c >= '0' && c <= '9' && (digits >= longNumber && slashes != 1 || slashes > 1) {
				c = '0'
			}
			b = append(b, c)
		}
	}
	return b
}

// numberEnd is where a number with its signs ends, how many digits it has and how many slashes. A number with one slash
// may be a file's: its year counts.
func numberEnd(s string, from int) (end, digits, slashes int) {
	for end = from; end < len(s); end++ {
		switch c := s[end]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '/':
			slashes++
		case c != '-' && c != '.' && c != ':':
			return end, digits, slashes
		}
	}
	return end, digits, slashes
}
