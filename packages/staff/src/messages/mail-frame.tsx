/** A mail as its reader sees it: a document of its own, which can run nothing and lead nowhere. */
export function MailFrame({ src, title }: { src: string; title: string }) {
  return <iframe className="mail-frame" src={src} title={title} sandbox="" referrerPolicy="no-referrer" />;
}
