import { Configuration, MultiAccountApi } from './client';

async function login(basePath: string) {
  const api = new MultiAccountApi(new Configuration({ basePath }));
  const answer = await api.uploadSmsCode({
    uploadSmsCodeRequest: { nsrsbh: '9151xxxxxxxxxxxxxx', taskId: '123456xxxxx', smsCode: '002100' },
  });
  console.log(answer.req_id);
  console.log(answer.data?.accountId);
  console.log(answer.data?.dppt.cookie);
}

login(process.argv[2]);
