// Package widget is the sandbox's SignIn Widget: the embed script, the sign-in frame and the bank's own window.
//
// It shows and asks; what is true is decided by an [Authority], which the sandbox implements.
//
// # Addresses
//
//	/assets/signin-widget.js   the embed script: embedKontomatik, embedKontomatikPopup, embedKontox, KontomatikPrivateUtils
//	/signin/?OPTIONS           the frame; OPTIONS as the embed script writes them (the provider's own script works too)
//	/popup/signin/?OPTIONS     the same in a window that embedKontomatikPopup opens
//	/bank/#WINDOW              the bank's own window, opened by the frame with a secret id in the fragment
//	/signin/api/, /bank/api/   their endpoints: POST of JSON from the widget's own origin, nothing else
//
// The frame posts to its parent or opener, to the origin of widgetEmbeddedUrl: application.widgetInitialized, started,
// targetSelected, credentialEntered (where the frame asks for a login), then signedIn, error (each refusal, the frame stays) or unsupportedTarget, and
// application.unloaded at the end; widgetSize whenever its height changes. With showScreenshots a bank without PSD2
// shows a picture of its login page, and a click on it posts screenshot with the picture's address (the sandbox's own
// choice: what the provider sends is not published). It keeps nothing in cookies or storage.
//
// # Driving it in tests
//
// Elements carry data-test; the element with data-view names the step on screen. In the frame:
//
//	data-view   loading working bank missing missing-done consent credentials own-page bank-window done failed
//	bank        bank-search, country, bank-list, bank-option-TARGET (id bank-TARGET), bank-none, bank-missing,
//	            missing-name, missing-address, missing-send
//	consent     consent-terms, consent-transfer, consent-more, consent-continue (ids the same), consent-list, history
//	credentials login, password, login-submit (ids the same), password-show, screenshot, hint, error
//	bank-window bank-open, bank-cancel
//	done        done
//	failed      error, error-name, again
//	own-page    bank-go, error: a bank that asks on its own page, after its window has ended
//	any step    back, bank-chosen
//
// In the bank's window:
//
//	data-view   loading login code accounts confirm confirmed cancelled refused
//	login       login, password, login-submit (ids the same), hint, bank-error, cancel: at banks that ask on their own page
//	code        code, code-submit (ids the same), bank-error, cancel
//	accounts    account-ID, accounts-all, accounts-continue
//	confirm     summary, scope, confirm
//	at the end  bank-confirmed, bank-cancelled, bank-refused, bank-close; the window closes by itself
package widget
