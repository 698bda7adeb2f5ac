/** Who is asking: its token signs writes; on a server with accounts its name stands in the bar, or the way to sign in. */
import { effect } from "@preact/signals";
import type { Account } from "../api/answers.js";
import { signWrites, write } from "../api/client.js";
import { load } from "../api/load.js";
import { Menu } from "../components/menu.js";
import { signInAddress } from "../components/states.js";
import { texts } from "../texts/index.js";

export const account = load<Account>(() => "/api/account");

effect(() => signWrites(account.value.value?.csrf ?? null));

/** Ends the sign-in; whatever the page showed is gone with it. */
async function signOut(where: "here" | "everywhere"): Promise<void> {
  await write<null>(where === "here" ? "/logout" : "/logout?everywhere=1", {});
  location.reload();
}

export function AccountLine() {
  const now = account.value;
  if (now.state === "failed" && now.problem.status === 401)
    return (
      <a class="button button-main" href={signInAddress()}>
        {texts.account.signIn}
      </a>
    );
  if (now.value === null || !now.value.accounts) return null;
  const { name, role } = now.value;
  return (
    <Menu label={name} name={texts.account.label} align="end">
      {() => (
        <>
          <p class="menu-note">{texts.account.role(texts.account.roles[role])}</p>
          <p class="menu-note">
            <button type="button" class="button" onClick={() => void signOut("here")}>
              {texts.account.signOut}
            </button>
            <button type="button" class="button button-quiet" onClick={() => void signOut("everywhere")}>
              {texts.account.signOutEverywhere}
            </button>
          </p>
        </>
      )}
    </Menu>
  );
}
