// After the import of a case: another bank, another applicant, or finish? The answer goes to the terminal, once.
import { Refused } from '/link.js';
import { show } from '/view.js';

const $ = (id) => document.getElementById(id);

// listen has the buttons answer through the link.
export function listen(link) {
  const send = async (step, name) => {
    show({ next: 'sending' });
    try {
      const url = await link.next(step, name);
      if (url) location.assign(url);
      else show({ next: step === 'finish' ? 'finished' : 'wait' });
    } catch (e) {
      show({ next: e instanceof Refused && e.status === 409 ? 'finished' : 'failed' });
    }
  };
  for (const b of document.querySelectorAll('#next [data-step]')) {
    b.addEventListener('click', () => {
      show({ naming: b.dataset.step === 'applicant' });
      if (b.dataset.step === 'applicant') $('nextName').focus();
      else send(b.dataset.step, '');
    });
  }
  $('next').addEventListener('submit', (e) => {
    e.preventDefault();
    const name = $('nextName').value.trim();
    if (name) send('applicant', name);
  });
}

const said = { sending: 'nextSending', failed: 'nextFailed', wait: 'nextWait' };

// render shows the question while it is open, and reports whether it is: the tab is not to be closed then.
export function render({ next: step, naming }, asked, word, put) {
  const open = asked && !['finished', 'wait'].includes(step);
  $('next').hidden = !open;
  $('nextPerson').hidden = !naming;
  for (const b of document.querySelectorAll('#next button')) b.disabled = step === 'sending';
  $('nextText').hidden = !asked || !said[step];
  put('nextText', asked && said[step] ? word(said[step]) : '');
  return open || (asked && step === 'wait');
}
