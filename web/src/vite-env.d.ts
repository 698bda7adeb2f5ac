/** What Vite makes of imports that end in `?url`: the address of the file. */
declare module "*?url" {
  const address: string;
  export default address;
}
