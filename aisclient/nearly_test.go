package aisclient

import "testing"

func TestNearly(t *testing.T) {
	for words, want := range map[[2]string]bool{
		{"accounts", "accounts"}: true, {"account", "accounts"}: true, {"acounts", "accounts"}: true, {"accoumts", "accounts"}: true,
		{"acxxxnts", "accounts"}: false, {"acc", "accounts"}: false, {"", "a"}: false,
	} {
		if got := nearly(words[0], words[1]); got != want {
			t.Errorf("%q and %q: %v", words[0], words[1], got)
		}
	}
}
